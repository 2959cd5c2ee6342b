-- The rules of keeping and erasing personal data in the database. Runs as market_owner after the tables have been
-- made. No statement here needs parameters; nothing here contains a per cent sign.

-- A search stays as it was made.
CREATE TRIGGER person_search_append_only BEFORE UPDATE OR DELETE ON person_search
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER person_search_never_emptied BEFORE TRUNCATE ON person_search
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- Erasing. The longer time that a setting may ask for is the application's; half a year is the database's.

CREATE FUNCTION erasure_is_possible() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c
        WHERE c.id = NEW.case_id AND c.status = 'closed' AND c.closed_at < now() - interval '180 days'
        FOR NO KEY UPDATE;
    IF FOUND THEN
        PERFORM 1 FROM public.legal_hold AS h WHERE h.case_id = NEW.case_id AND h.lifted_at IS NULL;
        IF NOT FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'erasure_is_possible',
        MESSAGE = 'personal data is erased 180 days or more after its case was closed, and while no hold keeps it';
END;
$$;
COMMENT ON FUNCTION erasure_is_possible() IS 'A case is closed for 180 days at the least, and no hold keeps its personal data.';

CREATE TRIGGER erasure_is_proposed BEFORE INSERT ON erasure
    FOR EACH ROW EXECUTE FUNCTION erasure_is_possible();
CREATE TRIGGER erasure_is_confirmed BEFORE UPDATE OF status ON erasure
    FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed') EXECUTE FUNCTION erasure_is_possible();

CREATE TRIGGER erasure_goes_its_ways AFTER INSERT OR UPDATE OF status ON erasure FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>proposed', 'proposed>confirmed', 'proposed>refused');

-- What was proposed by one and decided by another stays so.
CREATE FUNCTION erasure_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'erasure_decided_once',
        MESSAGE = 'an erasure keeps its case, its proposer and what was decided';
END;
$$;

CREATE TRIGGER erasure_decided_once BEFORE UPDATE ON erasure
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.proposed_by_id, NEW.proposed_at, NEW.kept_until)
            IS DISTINCT FROM (OLD.case_id, OLD.proposed_by_id, OLD.proposed_at, OLD.kept_until)
    ) EXECUTE FUNCTION erasure_decided_once();

-- At commit a confirmed erasure has erased; and a case's data key is destroyed by nothing else.
CREATE FUNCTION erasure_erases() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'erasure' THEN
        PERFORM 1 FROM public.data_key AS k WHERE k.stream = 'case:' || NEW.case_id::text AND k.destroyed_at IS NULL;
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
    ELSE
        PERFORM 1 FROM public.petition_case AS c
            WHERE c.id = substring(NEW.stream FROM 6)::bigint
                AND NOT EXISTS (SELECT FROM public.erasure AS e WHERE e.case_id = c.id AND e.status = 'confirmed');
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'erasure_erases',
        MESSAGE = 'the data key of a case is destroyed by a confirmed erasure, and by nothing else';
END;
$$;
COMMENT ON FUNCTION erasure_erases() IS 'At commit: a confirmed erasure and the destroyed data key of its case go together.';

CREATE CONSTRAINT TRIGGER erasure_erases AFTER UPDATE OF status ON erasure
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'confirmed') EXECUTE FUNCTION erasure_erases();
CREATE CONSTRAINT TRIGGER case_key_is_erased AFTER UPDATE OF destroyed_at ON data_key
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.destroyed_at IS NOT NULL AND NEW.stream ~ '^case:[0-9]{1,18}$')
    EXECUTE FUNCTION erasure_erases();

-- -----------------------------------------------------------------------------------------------------------
-- Holds.

CREATE FUNCTION legal_hold_of_what_is_there() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
    PERFORM 1 FROM public.erasure AS e WHERE e.case_id = NEW.case_id AND e.status = 'confirmed';
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'legal_hold_of_what_is_there',
            MESSAGE = 'no hold keeps what has been erased';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER legal_hold_of_what_is_there BEFORE INSERT ON legal_hold
    FOR EACH ROW EXECUTE FUNCTION legal_hold_of_what_is_there();

CREATE FUNCTION legal_hold_lifted_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'legal_hold_lifted_once',
        MESSAGE = 'a hold keeps its reason, and one that was lifted stays lifted; place a new one instead';
END;
$$;

CREATE TRIGGER legal_hold_lifted_once BEFORE UPDATE ON legal_hold
    FOR EACH ROW WHEN (
        OLD.lifted_at IS NOT NULL
        OR (NEW.case_id, NEW.reason, NEW.placed_at, NEW.placed_by_id)
            IS DISTINCT FROM (OLD.case_id, OLD.reason, OLD.placed_at, OLD.placed_by_id)
    ) EXECUTE FUNCTION legal_hold_lifted_once();

-- -----------------------------------------------------------------------------------------------------------
-- Grants.

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;
GRANT SELECT, INSERT ON person_search, erasure, legal_hold TO market_app;
GRANT UPDATE (status, decided_at, decided_by_id, note) ON erasure TO market_app;
GRANT UPDATE (lifted_at, lifted_by_id, lift_reason) ON legal_hold TO market_app;
