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
            AND a.jurisdiction_id = p.jurisdiction_id AND a.fiscal_year = p.fiscal_year AND a.line = p.line
            AND (a.promise_listing_id IS NULL OR a.promise_listing_id = p.promise_listing_id)
            AND (a.kind <> 'appropriated' OR p.name = 'budget.appropriated');
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_follows_its_account',
            MESSAGE = 'an entry starts from the balance and version of its account, in the place of its posting';
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION ledger_entry_moves_its_account() FROM PUBLIC;
CREATE TRIGGER ledger_entry_moves_its_account AFTER INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_moves_its_account();

CREATE FUNCTION ledger_reversal_mirrors(reversal bigint, reversed bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.ledger_posting r JOIN public.ledger_posting p ON p.id = reversed AND p.reverses_id IS NULL
        WHERE r.id = reversal
            AND (r.name, r.jurisdiction_id, r.fiscal_year, r.line, r.promise_listing_id, r.amounts) IS NOT DISTINCT FROM
                (p.name, p.jurisdiction_id, p.fiscal_year, p.line, p.promise_listing_id, p.amounts)
    ) AND NOT EXISTS (
        SELECT FROM (SELECT * FROM public.ledger_entry WHERE posting_id = reversal) r
            FULL JOIN (SELECT * FROM public.ledger_entry WHERE posting_id = reversed) p USING (account_id)
        WHERE r.amount_fen IS DISTINCT FROM -p.amount_fen
    );
$$;
COMMENT ON FUNCTION ledger_reversal_mirrors(bigint, bigint) IS
    'Whether one posting undoes another that is no reversal itself, entry by entry.';
REVOKE ALL ON FUNCTION ledger_reversal_mirrors(bigint, bigint) FROM PUBLIC;

CREATE FUNCTION ledger_posting_balances() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    posting bigint;
    expected bigint;
    reversed bigint;
    found_count bigint;
    found_sum numeric;
BEGIN
    IF TG_TABLE_NAME = 'ledger_posting' THEN posting := NEW.id; ELSE posting := NEW.posting_id; END IF;
    SELECT p.entry_count, p.reverses_id INTO STRICT expected, reversed FROM public.ledger_posting p WHERE p.id = posting;
    SELECT count(*), coalesce(sum(e.amount_fen), 0) INTO found_count, found_sum
        FROM public.ledger_entry e WHERE e.posting_id = posting;
    IF found_count <> expected OR found_sum <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_balances',
            MESSAGE = 'posting ' || posting::text || ' has ' || found_count::text || ' entries of '
                || expected::text || ', adding up to ' || found_sum::text || ' instead of nought';
    END IF;
    IF reversed IS NOT NULL AND NOT public.ledger_reversal_mirrors(posting, reversed) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_reversal_mirrors',
            MESSAGE = 'posting ' || posting::text || ' is not the mirror image of posting ' || reversed::text;
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

-- -----------------------------------------------------------------------------------------------------------
-- The budget. A year and a paper are never removed; what a paper says cannot change once it stands; it begins as
-- prepared, in an open year, and at every commit it is approved if and only if the ledger has its one posting.

CREATE FUNCTION budget_year_is_open(place text, asked bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.fiscal_year y
        WHERE y.jurisdiction_id = place AND y.year = asked AND y.status = 'open' FOR SHARE;
    RETURN FOUND;
END;
$$;
COMMENT ON FUNCTION budget_year_is_open(text, bigint) IS
    'Whether a budget year is open; it then stays so until the transaction ends.';
REVOKE ALL ON FUNCTION budget_year_is_open(text, bigint) FROM PUBLIC;

CREATE FUNCTION budget_paper_keeps_its_content() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'prepared' THEN
            RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'budget_paper_keeps_its_content',
                MESSAGE = 'a budget paper begins as prepared';
        END IF;
    ELSIF (NEW.public_id, NEW.jurisdiction_id, NEW.fiscal_year, NEW.kind, NEW.line, NEW.amount_fen, NEW.document_number, NEW.prepared_by_id)
        IS DISTINCT FROM
       (OLD.public_id, OLD.jurisdiction_id, OLD.fiscal_year, OLD.kind, OLD.line, OLD.amount_fen, OLD.document_number, OLD.prepared_by_id)
        OR OLD.status <> 'prepared' THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'budget_paper_keeps_its_content',
            MESSAGE = 'a budget paper keeps what it says, and a decided one stays decided';
    END IF;
    IF (TG_OP = 'INSERT' OR NEW.status = 'approved') AND NOT public.budget_year_is_open(NEW.jurisdiction_id, NEW.fiscal_year) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'budget_year_is_open',
            MESSAGE = 'money is voted only in a budget year that is open';
    END IF;
    RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION budget_paper_keeps_its_content() FROM PUBLIC;
CREATE TRIGGER budget_paper_keeps_its_content BEFORE INSERT OR UPDATE ON budget_paper
    FOR EACH ROW EXECUTE FUNCTION budget_paper_keeps_its_content();
CREATE TRIGGER budget_paper_goes_its_ways AFTER INSERT OR UPDATE OF status ON budget_paper
    FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps('>prepared', 'prepared>approved', 'prepared>rejected');

CREATE FUNCTION budget_paper_is_posted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b public.budget_paper;
    posting bigint;
    fits boolean;
BEGIN
    SELECT * INTO STRICT b FROM public.budget_paper WHERE id = NEW.id;
    SELECT p.id, (p.name, p.jurisdiction_id, p.fiscal_year, p.line, p.amounts, p.entry_count, (
                SELECT count(*) FROM public.ledger_entry e JOIN public.ledger_account a ON a.id = e.account_id
                WHERE e.posting_id = p.id AND (a.kind, e.amount_fen) IN (('appropriated', -b.amount_fen), ('available', b.amount_fen))
            )) = ('budget.appropriated', b.jurisdiction_id, b.fiscal_year, b.line, jsonb_build_object('amount', b.amount_fen), 2, 2)
        INTO posting, fits FROM public.ledger_posting p WHERE p.idempotency_key = 'paper:' || b.public_id;
    IF (b.status = 'approved') <> (posting IS NOT NULL) OR fits IS FALSE THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_paper_is_posted',
            MESSAGE = 'budget paper ' || b.id::text || ' (' || b.status || ') and its posting in the ledger do not agree';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION budget_paper_is_posted() IS 'At commit: a paper is approved if and only if its money stands in its line.';
REVOKE ALL ON FUNCTION budget_paper_is_posted() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER budget_paper_is_posted AFTER INSERT OR UPDATE ON budget_paper
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION budget_paper_is_posted();

CREATE FUNCTION ledger_posting_is_voted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.budget_paper b
        WHERE NEW.idempotency_key = 'paper:' || b.public_id AND b.status = 'approved';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_is_voted',
            MESSAGE = 'posting ' || NEW.id::text || ' brings money that no approved budget paper voted';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION ledger_posting_is_voted() IS 'At commit: money comes into a line by an approved budget paper alone.';
REVOKE ALL ON FUNCTION ledger_posting_is_voted() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER ledger_posting_is_voted AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.name = 'budget.appropriated' AND NEW.reverses_id IS NULL)
    EXECUTE FUNCTION ledger_posting_is_voted();

GRANT SELECT, INSERT ON fiscal_year, budget_paper TO market_app;
GRANT UPDATE (status, decided_at, decided_by_id, reason) ON budget_paper TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- Payees: an account at the provider belongs to one mediator for good.

CREATE FUNCTION payee_keeps_its_account() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.mediator_id <> OLD.mediator_id OR NEW.public_id <> OLD.public_id
        OR (OLD.provider_account_id IS NOT NULL AND NEW.provider_account_id IS DISTINCT FROM OLD.provider_account_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payee_keeps_its_account',
            MESSAGE = 'a payee keeps its mediator and its account at the provider';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER payee_keeps_its_account BEFORE UPDATE ON payee
    FOR EACH ROW EXECUTE FUNCTION payee_keeps_its_account();
CREATE TRIGGER payee_goes_its_ways AFTER INSERT OR UPDATE OF status ON payee
    FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
        '>asked', 'asked>opened', 'opened>ready', 'restricted>ready', 'ready>restricted');

GRANT SELECT, INSERT ON payee TO market_app;
GRANT UPDATE (status, provider_account_id, bank_fingerprint, link_asked_at, link_made_at, link_sealed, ready_at)
    ON payee TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- Rewards: what was promised is what stands in the ledger, in every state, at every commit.

CREATE FUNCTION reward_is_the_listings() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing l JOIN public.petition_case c ON c.id = l.case_id
        WHERE l.id = NEW.listing_id AND l.case_id = NEW.case_id AND l.reward_fen = NEW.amount_fen
            AND l.status = 'published' AND c.dispute_id = NEW.dispute_id AND NEW.status = 'reserved';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'reward_is_the_listings',
            MESSAGE = 'a reward begins as the reserve of a published listing, with its amount and its dispute';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER reward_is_the_listings BEFORE INSERT ON reward
    FOR EACH ROW EXECUTE FUNCTION reward_is_the_listings();

CREATE FUNCTION reward_keeps_its_promise() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.listing_id, NEW.case_id, NEW.dispute_id, NEW.fiscal_year, NEW.line, NEW.amount_fen, NEW.public_id)
        IS DISTINCT FROM
       (OLD.listing_id, OLD.case_id, OLD.dispute_id, OLD.fiscal_year, OLD.line, OLD.amount_fen, OLD.public_id)
        OR (OLD.status <> 'reserved' AND (NEW.claim_id, NEW.mediator_id, NEW.confirmation_id)
            IS DISTINCT FROM (OLD.claim_id, OLD.mediator_id, OLD.confirmation_id))
        OR (NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
            'reserved>due', 'reserved>released', 'due>refusal_proposed', 'refusal_proposed>due',
            'refusal_proposed>released', 'due>in_payment', 'in_payment>due', 'in_payment>paid'])) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reward_keeps_its_promise',
            MESSAGE = 'a reward keeps its amount and, once due, its mediator; a paid or released one stays so';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER reward_keeps_its_promise BEFORE UPDATE ON reward
    FOR EACH ROW EXECUTE FUNCTION reward_keeps_its_promise();

CREATE FUNCTION promise_balance(listing bigint, kinds text[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(a.balance_fen), 0)::bigint FROM public.ledger_account a
        WHERE a.promise_listing_id = listing AND a.kind = ANY (kinds);
$$;
COMMENT ON FUNCTION promise_balance(bigint, text[]) IS 'What stands in these kinds of account for one promise, in fen.';
REVOKE ALL ON FUNCTION promise_balance(bigint, text[]) FROM PUBLIC;

CREATE FUNCTION reward_is_funded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r public.reward;
    holds boolean;
BEGIN
    SELECT * INTO STRICT r FROM public.reward WHERE id = NEW.id;
    holds := CASE
        WHEN r.status IN ('reserved', 'due', 'refusal_proposed') THEN
            public.promise_balance(r.listing_id, ARRAY['encumbered']) = r.amount_fen
        WHEN r.status = 'in_payment' THEN
            public.promise_balance(r.listing_id, ARRAY['encumbered', 'payable', 'withheld_tax', 'in_transit', 'paid']) = r.amount_fen
        WHEN r.status = 'paid' THEN
            public.promise_balance(r.listing_id, ARRAY['encumbered', 'payable', 'in_transit']) = 0
            AND public.promise_balance(r.listing_id, ARRAY['paid']) > 0
        ELSE public.promise_balance(r.listing_id, ARRAY['encumbered', 'payable', 'in_transit', 'paid']) = 0
    END;
    IF NOT holds THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'reward_is_funded',
            MESSAGE = 'the ledger does not hold what reward ' || r.id::text || ' (' || r.status || ') says';
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION reward_is_funded() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER reward_is_funded AFTER INSERT OR UPDATE ON reward
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reward_is_funded();

GRANT SELECT, INSERT ON reward TO market_app;
GRANT UPDATE (
    status, claim_id, mediator_id, confirmation_id, due_at, refusal_proposed_at, refusal_proposed_by_id, refusal_reason,
    refusal_decided_by_id, decision_note, released_at, paid_at
) ON reward TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- A listing and its reward tell one story at every commit: what stands on the board is reserved in the ledger, and
-- what has ended is paid or given back.

CREATE FUNCTION listing_is_funded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked bigint;
    state text;
    reward_state text;
    holds boolean;
BEGIN
    IF TG_TABLE_NAME = 'listing' THEN asked := NEW.id; ELSE asked := NEW.listing_id; END IF;
    SELECT l.status INTO STRICT state FROM public.listing l WHERE l.id = asked;
    SELECT r.status INTO reward_state FROM public.reward r WHERE r.listing_id = asked;
    holds := CASE
        WHEN state IN ('draft', 'in_review', 'discarded') THEN reward_state IS NULL
        WHEN state IN ('published', 'proposed', 'claimed', 'settled') THEN reward_state = 'reserved'
        WHEN state = 'confirmed' THEN reward_state IN ('due', 'refusal_proposed', 'in_payment')
        WHEN state = 'rewarded' THEN reward_state = 'paid'
        ELSE reward_state = 'released'
    END;
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_is_funded',
            MESSAGE = 'listing ' || asked::text || ' is ' || state || ', and its reward is '
                || coalesce(reward_state, 'not reserved');
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION listing_is_funded() IS 'At commit: the state of a listing and the state of its reward agree.';
REVOKE ALL ON FUNCTION listing_is_funded() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER listing_is_funded AFTER INSERT OR UPDATE OF status ON listing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_is_funded();
CREATE CONSTRAINT TRIGGER reward_matches_its_listing AFTER INSERT OR UPDATE OF status ON reward
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_is_funded();

-- -----------------------------------------------------------------------------------------------------------
-- Payouts: no row without an earned reward; approved by another; sent and paid as the ledger says.

CREATE FUNCTION payout_is_earned() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.reward r
        JOIN public.payee p ON p.id = NEW.payee_id AND p.mediator_id = r.mediator_id
        JOIN public.mediator m ON m.id = r.mediator_id
        JOIN public.claim c ON c.id = r.claim_id AND c.mediator_id = r.mediator_id AND c.listing_id = r.listing_id
        JOIN public.confirmation f ON f.id = r.confirmation_id
        JOIN public.agreement a ON a.id = f.agreement_id AND a.claim_id = r.claim_id
        WHERE r.id = NEW.reward_id AND r.jurisdiction_id = NEW.jurisdiction_id AND r.status = 'in_payment'
            AND (TG_OP = 'UPDATE' OR (NEW.status = 'prepared' AND NEW.attempt = 1)) AND NEW.gross_fen = r.amount_fen
            AND (TG_OP = 'UPDATE' OR NEW.second_above_fen = coalesce((
                SELECT (v.value #>> '{}')::bigint FROM public.setting_version v
                WHERE v.jurisdiction_id = NEW.jurisdiction_id AND v.name = 'second_approver_above_fen'
                    AND v.status = 'in_force'
                    AND v.effective_from <= (NEW.prepared_at AT TIME ZONE 'Asia/Shanghai')::date
                ORDER BY v.effective_from DESC, v.id DESC LIMIT 1), NEW.second_above_fen))
            AND p.status = 'ready' AND p.bank_fingerprint = NEW.payee_fingerprint
            AND NOT m.public_employee AND m.status <> 'suspended' AND m.person_id <> NEW.prepared_by_id
            AND f.status = 'effective' AND f.ruling_verified_by_id <> f.ruling_recorded_by_id
            AND a.status = 'in_effect' AND a.took_effect_on <= a.limit_last_day
            AND EXISTS (SELECT FROM public.mediation_session s WHERE s.claim_id = r.claim_id)
            AND NOT EXISTS (
                SELECT FROM public.appointment o WHERE o.person_id = m.person_id AND o.confirmed_at IS NOT NULL
                    AND o.valid_from <= (transaction_timestamp() AT TIME ZONE 'Asia/Shanghai')::date
                    AND (o.ended_at IS NULL OR o.ended_at >= c.granted_at)
                    AND (o.valid_until IS NULL OR o.valid_until >= (c.granted_at AT TIME ZONE 'Asia/Shanghai')::date)
            );
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_is_earned',
            MESSAGE = 'a payout needs a due reward: settled within the limit, confirmed, verified, to a payee who may be paid';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER payout_is_earned BEFORE INSERT ON payout
    FOR EACH ROW EXECUTE FUNCTION payout_is_earned();
CREATE TRIGGER payout_is_still_earned BEFORE UPDATE ON payout
    FOR EACH ROW WHEN (NEW.status IN ('approved', 'first_approved') AND NEW.status <> OLD.status) EXECUTE FUNCTION payout_is_earned();

CREATE FUNCTION payout_keeps_its_content() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.public_id, NEW.reward_id, NEW.payee_id, NEW.payee_fingerprint, NEW.gross_fen, NEW.tax_rule, NEW.tax_fen, NEW.net_fen, NEW.second_above_fen, NEW.prepared_by_id)
        IS DISTINCT FROM
       (OLD.public_id, OLD.reward_id, OLD.payee_id, OLD.payee_fingerprint, OLD.gross_fen, OLD.tax_rule, OLD.tax_fen, OLD.net_fen, OLD.second_above_fen, OLD.prepared_by_id)
        OR NEW.attempt < OLD.attempt
        OR (OLD.first_approved_by_id IS NOT NULL AND NEW.first_approved_by_id IS DISTINCT FROM OLD.first_approved_by_id)
        OR (OLD.decided_by_id IS NOT NULL AND NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id)
        OR (NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status) = ANY (ARRAY[
            'prepared>first_approved', 'first_approved>approved', 'first_approved>rejected',
            'prepared>approved', 'prepared>rejected', 'approved>sending', 'sending>in_transit', 'unknown>in_transit',
            'sending>unknown', 'unknown>sending', 'in_transit>paid', 'sending>failed', 'in_transit>failed',
            'failed>approved', 'approved>failed', 'unknown>failed', 'failed>rejected'])) THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payout_keeps_its_content',
            MESSAGE = 'a payout keeps its amounts, reward, payee and decision, and goes only the ways that its life has';
    END IF;
    PERFORM 1 FROM public.payee p JOIN public.mediator m ON m.id = p.mediator_id
        WHERE p.id = NEW.payee_id AND m.person_id IN (NEW.first_approved_by_id, NEW.decided_by_id);
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_not_to_oneself',
            MESSAGE = 'nobody decides about money that comes to them';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER payout_keeps_its_content BEFORE UPDATE ON payout
    FOR EACH ROW EXECUTE FUNCTION payout_keeps_its_content();

CREATE FUNCTION payout_stands_in_the_ledger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    p public.payout;
    listing bigint;
    holds boolean;
BEGIN
    SELECT * INTO STRICT p FROM public.payout WHERE id = NEW.id;
    SELECT r.listing_id INTO STRICT listing FROM public.reward r WHERE r.id = p.reward_id;
    holds := CASE
        WHEN p.status IN ('prepared', 'first_approved') THEN public.promise_balance(listing, ARRAY['encumbered']) = p.gross_fen
        WHEN p.status IN ('approved', 'failed') THEN public.promise_balance(listing, ARRAY['payable']) = p.net_fen
        WHEN p.status IN ('sending', 'unknown', 'in_transit') THEN public.promise_balance(listing, ARRAY['in_transit']) = p.net_fen
        WHEN p.status = 'paid' THEN public.promise_balance(listing, ARRAY['paid']) = p.net_fen
        ELSE true
    END;
    IF NOT holds THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_stands_in_the_ledger',
            MESSAGE = 'the ledger does not hold what payout ' || p.id::text || ' (' || p.status || ') says';
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION payout_stands_in_the_ledger() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER payout_stands_in_the_ledger AFTER INSERT OR UPDATE ON payout
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payout_stands_in_the_ledger();

CREATE FUNCTION payout_attempt_ends_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.payout_id, NEW.number, NEW.idempotency_key) IS DISTINCT FROM (OLD.payout_id, OLD.number, OLD.idempotency_key)
        OR (OLD.provider_payout_id IS NOT NULL AND NEW.provider_payout_id IS DISTINCT FROM OLD.provider_payout_id)
        OR OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'payout_attempt_ends_once',
            MESSAGE = 'an attempt keeps its key and its end';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER payout_attempt_ends_once BEFORE UPDATE ON payout_attempt
    FOR EACH ROW EXECUTE FUNCTION payout_attempt_ends_once();

CREATE FUNCTION provider_event_is_applied_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.outcome <> 'waiting' OR NEW.event_id <> OLD.event_id THEN
        RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'provider_event_is_applied_once',
            MESSAGE = 'an event is kept as it came and applied once';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER provider_event_is_applied_once BEFORE UPDATE ON provider_event
    FOR EACH ROW EXECUTE FUNCTION provider_event_is_applied_once();

CREATE TRIGGER reward_never_removed BEFORE DELETE ON reward FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER payout_never_removed BEFORE DELETE ON payout FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER payout_attempt_never_removed BEFORE DELETE ON payout_attempt FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER provider_event_never_removed BEFORE DELETE ON provider_event FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER budget_paper_never_removed BEFORE DELETE ON budget_paper FOR EACH ROW EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT ON payout, payout_attempt, provider_event TO market_app;
GRANT UPDATE (
    status, first_approved_at, first_approved_by_id, decided_at, decided_by_id, reason, attempt, moved_at, lost_at, sent_at, paid_at, provider_transfer_id,
    provider_payout_id, trouble
) ON payout TO market_app;
GRANT UPDATE (provider_payout_id, outcome, ended_at) ON payout_attempt TO market_app;
GRANT UPDATE (outcome, applied_at) ON provider_event TO market_app;
