-- The rules of cases and listings in the database, and what the application may do. Runs as market_owner after
-- the tables have been made. No statement here needs parameters; nothing here contains a per cent sign.

-- -----------------------------------------------------------------------------------------------------------
-- Cases and parties.

CREATE FUNCTION case_place_is_a_town() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.department
        WHERE id = NEW.place_town_id AND jurisdiction_id = NEW.jurisdiction_id AND kind = 'town';
    IF FOUND AND TG_TABLE_NAME = 'petition_case' THEN
        PERFORM 1 FROM public.department
            WHERE id = (to_jsonb(NEW) ->> 'responsible_department_id')::bigint AND jurisdiction_id = NEW.jurisdiction_id;
    END IF;
    IF NOT FOUND AND NEW.place_town_id IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'case_place_is_a_town',
            MESSAGE = 'the place is a town, and the unit responsible is one, of the same jurisdiction';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION case_place_is_a_town() IS 'A place is a town of the row''s own jurisdiction; so is the responsible unit.';

CREATE TRIGGER petition_case_place AFTER INSERT OR UPDATE OF place_town_id, responsible_department_id ON petition_case
    FOR EACH ROW EXECUTE FUNCTION case_place_is_a_town();
CREATE TRIGGER listing_place AFTER INSERT OR UPDATE OF place_town_id ON listing
    FOR EACH ROW EXECUTE FUNCTION case_place_is_a_town();

CREATE FUNCTION party_name_is_sealed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.vault_cell WHERE table_name = 'party' AND row_id = NEW.id AND column_name = 'name';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'party_name_is_sealed',
            MESSAGE = 'a party has a name, and it stands in the vault';
    END IF;
    RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER party_name_is_sealed AFTER INSERT ON party
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION party_name_is_sealed();

CREATE FUNCTION class_departure() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    kept public.petition_case;
BEGIN
    SELECT * INTO kept FROM public.petition_case WHERE id = NEW.id;
    IF kept.case_class IS NULL OR kept.case_class = kept.proposed_class THEN
        RETURN NULL;
    END IF;
    IF kept.class_reason = '' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'class_departure_has_reason',
            MESSAGE = 'a class other than the age proposes is given with its reason';
    END IF;
    PERFORM 1 FROM public.appointment
        WHERE person_id = kept.classified_by_id AND role = 'office_reviewer'
            AND jurisdiction_id = kept.jurisdiction_id AND status IN ('in_force', 'ended')
            AND valid_from <= kept.classified_on AND (valid_until IS NULL OR valid_until >= kept.classified_on);
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'class_departure_is_a_reviewers',
            MESSAGE = 'a class other than the age proposes is given by a reviewer of the jurisdiction';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION class_departure() IS 'At commit: a class that departs from the age''s proposal has a reason and a reviewer.';

CREATE CONSTRAINT TRIGGER class_departure
    AFTER INSERT OR UPDATE OF case_class, proposed_class, class_reason, classified_by_id, classified_on ON petition_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION class_departure();

CREATE FUNCTION party_refusal_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM (
        SELECT s.answer FROM public.party_consent AS s
        WHERE s.party_id = NEW.id AND s.kind = 'listing' ORDER BY s.id DESC LIMIT 1
    ) AS said WHERE said.answer IN ('refused', 'withdrawn');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'party_refusal_stays',
            MESSAGE = 'a party whose refusal stands is not taken out of the case';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION party_refusal_stays() IS 'People''s Mediation Law 17: nobody unsays a refusal by removing who refused.';

CREATE TRIGGER party_refusal_stays AFTER UPDATE OF removed_at ON party
    FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION party_refusal_stays();

-- What a party said stays said.
CREATE TRIGGER party_consent_append_only BEFORE UPDATE OR DELETE ON party_consent
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER party_consent_never_emptied BEFORE TRUNCATE ON party_consent
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- Listings. What is put on the board is founded; what was promised there stays as it was promised.

CREATE FUNCTION listing_is_founded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c
        WHERE c.id = NEW.case_id
            AND c.case_class = NEW.case_class
            AND (SELECT count(*) FROM public.gate_answer AS g WHERE g.case_id = c.id AND NOT g.bars) = 6
            AND EXISTS (
                SELECT 1 FROM public.party AS p
                WHERE p.case_id = c.id AND p.removed_at IS NULL AND p.role = 'petitioner'
            )
            AND NOT EXISTS (
                SELECT 1 FROM public.party AS p
                LEFT JOIN LATERAL (
                    SELECT s.answer FROM public.party_consent AS s
                    WHERE s.party_id = p.id AND s.kind = 'listing' ORDER BY s.id DESC LIMIT 1
                ) AS said ON true
                WHERE p.case_id = c.id AND p.removed_at IS NULL
                    AND (said.answer IN ('refused', 'withdrawn')
                        OR (p.role = 'petitioner' AND said.answer IS DISTINCT FROM 'given'))
            );
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'listing_is_founded',
            MESSAGE = 'a listing is released for a case of its class, past the gate, with every petitioner''s consent';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION listing_is_founded() IS 'At release: class of the case, six answers that do not bar, consent of every petitioner, no refusal.';

CREATE TRIGGER listing_is_founded AFTER UPDATE OF released_at ON listing
    FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION listing_is_founded();
CREATE TRIGGER listing_begins_founded AFTER INSERT ON listing
    FOR EACH ROW WHEN (NEW.released_at IS NOT NULL) EXECUTE FUNCTION listing_is_founded();

CREATE FUNCTION listing_promise_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'listing_promise_is_kept',
        MESSAGE = 'class, reward, days allowed, text and release of a listing stay as they were released';
END;
$$;

CREATE TRIGGER listing_promise_is_kept BEFORE UPDATE ON listing
    FOR EACH ROW WHEN (
        OLD.released_at IS NOT NULL AND (
            OLD.case_class, OLD.reward_fen, OLD.days_allowed, OLD.title, OLD.body, OLD.released_at, OLD.released_by_id,
            OLD.case_id
        ) IS DISTINCT FROM (
            NEW.case_class, NEW.reward_fen, NEW.days_allowed, NEW.title, NEW.body, NEW.released_at, NEW.released_by_id,
            NEW.case_id
        )
    ) EXECUTE FUNCTION listing_promise_is_kept();

-- -----------------------------------------------------------------------------------------------------------
-- Grants. Nothing of a case is ever deleted.

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;

GRANT SELECT, INSERT ON petition_case, party, party_consent, gate_answer, case_access, listing TO market_app;
GRANT UPDATE (
    status, petition_number, category, place_town_id, responsible_department_id, arose_on, first_petition_on, languages,
    amount_in_dispute_fen, dispute_id, difficulty, merit, proposed_class, case_class, class_reason, classified_on,
    classified_by_id, resolved_at, closed_at
) ON petition_case TO market_app;
GRANT UPDATE (role, kind, minority_name, removed_at, removed_by_id, removal_reason) ON party TO market_app;
GRANT UPDATE (bars, ground, note, answered_at, answered_by_id) ON gate_answer TO market_app;
GRANT UPDATE (valid_until) ON case_access TO market_app;
GRANT UPDATE (
    status, title, body, category, place_town_id, duration_band, amount_band, case_class, reward_fen, days_allowed,
    claim_by, edited_by_id, submitted_at, submitted_by_id, returned_at, returned_by_id, return_reason, released_at,
    released_by_id, claimed_at, settled_at, confirmed_at, ended_at, ended_by_id, end_code, end_note
) ON listing TO market_app;
