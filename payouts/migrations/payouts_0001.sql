-- The budget's and the payouts' own rules in the database: books that balance, entries that stay, rewards that are
-- paid once. Runs as market_owner after the tables have been made. Nothing here contains a per cent sign or a
-- colon before a name.

-- -----------------------------------------------------------------------------------------------------------
-- The ledger. The application opens empty accounts and adds postings with their entries; balances follow.

CREATE FUNCTION ledger_lock(account_ids bigint[])
RETURNS TABLE (account_id bigint, balance_fen bigint, version bigint, locked_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    since timestamptz;
BEGIN
    PERFORM 1 FROM public.ledger_account a WHERE a.id = ANY (account_ids) ORDER BY a.id FOR NO KEY UPDATE;
    since := clock_timestamp();
    RETURN QUERY SELECT a.id, a.balance_fen, a.version, since
        FROM public.ledger_account a WHERE a.id = ANY (account_ids) ORDER BY a.id;
END;
$$;
COMMENT ON FUNCTION ledger_lock(bigint[]) IS
    'Locks accounts in the order of their ids until the transaction ends, and says what each then holds.';
REVOKE ALL ON FUNCTION ledger_lock(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_lock(bigint[]) TO market_app;

CREATE FUNCTION ledger_posting_is_booked_now() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.booked_at < transaction_timestamp() OR NEW.booked_at > clock_timestamp() THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_is_booked_now',
            MESSAGE = 'a posting is booked at the instant at which it is written';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER ledger_posting_is_booked_now BEFORE INSERT ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_posting_is_booked_now();

-- After, not before: a row that ON CONFLICT leaves out must not have moved a balance.
CREATE FUNCTION ledger_entry_moves_its_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.ledger_account a
        SET balance_fen = a.balance_fen + NEW.amount_fen, version = a.version + 1
        FROM public.ledger_posting p
        WHERE a.id = NEW.account_id AND p.id = NEW.posting_id
            AND a.balance_fen = NEW.previous_balance_fen AND a.version = NEW.account_version - 1
            AND a.jurisdiction_id = p.jurisdiction_id
            AND (a.promise_listing_id IS NULL OR a.promise_listing_id = p.promise_listing_id);
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_follows_its_account',
            MESSAGE = 'an entry starts from the balance and version of its account, in the jurisdiction and promise of its posting';
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION ledger_entry_moves_its_account() FROM PUBLIC;
CREATE TRIGGER ledger_entry_moves_its_account AFTER INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_moves_its_account();

CREATE FUNCTION ledger_posting_balances() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    posting bigint;
    expected bigint;
    found_count bigint;
    found_sum numeric;
BEGIN
    IF TG_TABLE_NAME = 'ledger_posting' THEN posting := NEW.id; ELSE posting := NEW.posting_id; END IF;
    SELECT p.entry_count INTO STRICT expected FROM public.ledger_posting p WHERE p.id = posting;
    SELECT count(*), coalesce(sum(e.amount_fen), 0) INTO found_count, found_sum
        FROM public.ledger_entry e WHERE e.posting_id = posting;
    IF found_count <> expected OR found_sum <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_balances',
            MESSAGE = 'posting ' || posting::text || ' has ' || found_count::text || ' entries of '
                || expected::text || ', adding up to ' || found_sum::text || ' instead of nought';
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION ledger_posting_balances() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER ledger_posting_balances AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_posting_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_posting_balances();

CREATE FUNCTION ledger_account_moves_by_entries() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_trigger_depth() < 2
        OR (NEW.id, NEW.jurisdiction_id, NEW.fiscal_year, NEW.line, NEW.kind) IS DISTINCT FROM
           (OLD.id, OLD.jurisdiction_id, OLD.fiscal_year, OLD.line, OLD.kind)
        OR NEW.promise_listing_id IS DISTINCT FROM OLD.promise_listing_id THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_account_moves_by_entries',
            MESSAGE = 'the balance of an account follows from its entries and is never written by hand';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER ledger_account_moves_by_entries BEFORE UPDATE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger_account_moves_by_entries();

CREATE FUNCTION ledger_account_opens_empty() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.balance_fen <> 0 OR NEW.version <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_account_moves_by_entries',
            MESSAGE = 'an account is opened empty';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER ledger_account_opens_empty BEFORE INSERT ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger_account_opens_empty();

CREATE TRIGGER ledger_account_never_removed BEFORE DELETE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER ledger_account_never_emptied BEFORE TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER ledger_posting_append_only BEFORE UPDATE OR DELETE ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER ledger_posting_never_emptied BEFORE TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER ledger_entry_never_emptied BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

GRANT SELECT ON ledger_account, ledger_posting, ledger_entry TO market_app;
GRANT INSERT (jurisdiction_id, fiscal_year, line, kind, promise_listing_id) ON ledger_account TO market_app;
GRANT INSERT (
    public_id, idempotency_key, name, jurisdiction_id, fiscal_year, line, promise_listing_id, amounts, happened_at,
    booked_at, reverses_id, entry_count, hash
) ON ledger_posting TO market_app;
GRANT INSERT (posting_id, account_id, amount_fen, previous_balance_fen, balance_fen, account_version)
    ON ledger_entry TO market_app;
