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

CREATE TRIGGER petition_case_goes_its_ways AFTER INSERT OR UPDATE OF status ON petition_case FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>registered', 'registered>classified', 'classified>listed', 'listed>in_mediation', 'in_mediation>listed',
    'listed>classified', 'in_mediation>classified', 'in_mediation>resolved', 'resolved>closed');

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
        MESSAGE = 'what was released on the board stays as it was released; claim-by is set anew only before a reopening';
END;
$$;

CREATE TRIGGER listing_promise_is_kept BEFORE UPDATE ON listing
    FOR EACH ROW WHEN (
        OLD.released_at IS NOT NULL AND (
            OLD.case_class, OLD.reward_fen, OLD.days_allowed, OLD.title, OLD.body, OLD.released_at, OLD.released_by_id,
            OLD.case_id, OLD.category, OLD.place_town_id, OLD.duration_band, OLD.amount_band
        ) IS DISTINCT FROM (
            NEW.case_class, NEW.reward_fen, NEW.days_allowed, NEW.title, NEW.body, NEW.released_at, NEW.released_by_id,
            NEW.case_id, NEW.category, NEW.place_town_id, NEW.duration_band, NEW.amount_band
        )
        OR OLD.released_at IS NOT NULL AND OLD.status <> 'claimed' AND OLD.claim_by IS DISTINCT FROM NEW.claim_by
    ) EXECUTE FUNCTION listing_promise_is_kept();

CREATE FUNCTION listing_returned_by_another() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'listing_returned_by_another',
        MESSAGE = 'a listing is returned by a person who has neither drafted nor edited it';
END;
$$;

CREATE TRIGGER listing_returned_by_another BEFORE UPDATE OF status ON listing
    FOR EACH ROW WHEN (
        OLD.status = 'in_review' AND NEW.status = 'draft'
        AND (NEW.returned_by_id NOT IN (NEW.drafted_by_id, NEW.edited_by_id)) IS NOT TRUE
    ) EXECUTE FUNCTION listing_returned_by_another();

CREATE TRIGGER listing_goes_its_ways AFTER INSERT OR UPDATE OF status ON listing FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>draft', 'draft>in_review', 'in_review>draft', 'in_review>published', 'draft>discarded',
    'published>withdrawn', 'proposed>withdrawn', 'published>mediation_ended', 'proposed>mediation_ended',
    'claimed>mediation_ended', 'published>expired', 'published>proposed', 'proposed>published',
    'proposed>claimed', 'claimed>published', 'claimed>settled', 'settled>claimed', 'settled>confirmed',
    'settled>unconfirmed', 'confirmed>rewarded', 'confirmed>unrewarded');

-- One dispute has one reward: which cases are of one dispute is settled before the first of their listings is released.
CREATE FUNCTION dispute_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l WHERE l.case_id = NEW.id AND l.released_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_is_kept',
            MESSAGE = 'a case whose listing was released stays with its dispute';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER dispute_is_kept BEFORE UPDATE OF dispute_id ON petition_case
    FOR EACH ROW WHEN (OLD.dispute_id IS DISTINCT FROM NEW.dispute_id) EXECUTE FUNCTION dispute_is_kept();

-- The case follows its listing: at every commit their states agree.
CREATE FUNCTION case_follows_its_listing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked bigint;
    state text;
    listed text;
BEGIN
    IF TG_TABLE_NAME = 'listing' THEN asked := NEW.case_id; ELSE asked := NEW.id; END IF;
    SELECT c.status INTO STRICT state FROM public.petition_case AS c WHERE c.id = asked;
    SELECT CASE
            WHEN l.status IN ('published', 'proposed') THEN 'listed'
            WHEN l.status IN ('claimed', 'settled') THEN 'in_mediation'
            WHEN l.status = 'confirmed' THEN 'resolved'
            ELSE 'closed'
        END INTO listed
        FROM public.listing AS l
        WHERE l.case_id = asked
            AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded', 'unrewarded')
        ORDER BY l.id DESC LIMIT 1;
    IF listed IS DISTINCT FROM state AND NOT (listed IS NULL AND state IN ('registered', 'classified')) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_follows_its_listing',
            MESSAGE = 'case ' || asked::text || ' is ' || state || ', and its listing says ' || coalesce(listed, 'nothing');
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION case_follows_its_listing() IS 'At commit: the state of a case and the state of its listing agree.';

CREATE CONSTRAINT TRIGGER case_follows_its_listing AFTER INSERT OR UPDATE OF status ON petition_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_follows_its_listing();
CREATE CONSTRAINT TRIGGER listing_leads_its_case AFTER INSERT OR UPDATE OF status ON listing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_follows_its_listing();

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
