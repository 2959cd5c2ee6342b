-- Consent withdrawn at any time, and a wrong link undone and a case closed by two persons. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

-- -----------------------------------------------------------------------------------------------------------
-- Of a closed case nothing is said any more but that consent is withdrawn (Personal Information Protection Law 15).

CREATE FUNCTION consent_of_a_closed_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    state text;
    said text;
BEGIN
    SELECT c.status INTO STRICT state FROM public.party AS p JOIN public.petition_case AS c ON c.id = p.case_id
        WHERE p.id = NEW.party_id;
    SELECT s.answer INTO said FROM public.party_consent AS s
        WHERE s.party_id = NEW.party_id AND s.kind = NEW.kind ORDER BY s.id DESC LIMIT 1;
    IF state = 'closed' AND (NEW.answer = 'withdrawn' AND said = 'given') IS NOT TRUE THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'consent_of_a_closed_case',
            MESSAGE = 'of a closed case consent that was given is withdrawn, and nothing else is said';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION consent_of_a_closed_case() IS 'A closed case takes no answer but the withdrawal of a consent that stands.';

CREATE TRIGGER consent_of_a_closed_case BEFORE INSERT ON party_consent
    FOR EACH ROW EXECUTE FUNCTION consent_of_a_closed_case();

-- At commit: where a party's last word is that consent is withdrawn, no text is public that rests on it: every text of
-- the case on consent to the listing, and on separate consent what was published on it.
CREATE FUNCTION withdrawal_takes_the_text_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l JOIN public.party AS p ON p.case_id = l.case_id AND p.id = NEW.party_id
        WHERE l.released_at IS NOT NULL AND (l.title, l.body) <> ('内容已撤下', '本榜单的内容不再公开。')
            AND (
                NEW.kind = 'listing'
                OR EXISTS (SELECT FROM public.listing_version AS v WHERE v.listing_id = l.id AND v.basis = 'consent')
            )
            AND NOT EXISTS (
                SELECT FROM public.party_consent AS s
                WHERE s.party_id = NEW.party_id AND s.kind = NEW.kind AND s.id > NEW.id
            );
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'withdrawal_takes_the_text_back',
            MESSAGE = 'with the consent of a party every public text that rests on it is taken back';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION withdrawal_takes_the_text_back() IS 'At commit: no text is public that rests on consent which a party has withdrawn last.';

CREATE CONSTRAINT TRIGGER withdrawal_takes_the_text_back AFTER INSERT ON party_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.answer = 'withdrawn')
    EXECUTE FUNCTION withdrawal_takes_the_text_back();

-- What was taken back is not put back: a case that is published again is published by another listing.
CREATE FUNCTION text_stays_taken_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing_version AS v
        WHERE v.listing_id = NEW.listing_id AND (v.title, v.body) = ('内容已撤下', '本榜单的内容不再公开。');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'text_stays_taken_back',
            MESSAGE = 'a text that was taken back has no later version';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION text_stays_taken_back() IS 'The version that takes a text back is its listing''s last.';

CREATE TRIGGER text_stays_taken_back BEFORE INSERT ON listing_version
    FOR EACH ROW EXECUTE FUNCTION text_stays_taken_back();

-- -----------------------------------------------------------------------------------------------------------
-- A case leaves a dispute that has been on the board by two persons' decision, while no reward of the dispute is due.

CREATE TRIGGER dispute_separation_goes_its_ways AFTER INSERT OR UPDATE OF status ON dispute_separation FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>proposed', 'proposed>confirmed', 'proposed>refused');

CREATE FUNCTION dispute_separation_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'dispute_separation_decided_once',
        MESSAGE = 'a separation keeps its case, its disputes, its reason and what was decided';
END;
$$;

CREATE TRIGGER dispute_separation_decided_once BEFORE UPDATE ON dispute_separation
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.dispute_id, NEW.reason, NEW.proposed_by_id, NEW.proposed_at)
            IS DISTINCT FROM (OLD.case_id, OLD.dispute_id, OLD.reason, OLD.proposed_by_id, OLD.proposed_at)
        OR (OLD.new_dispute_id IS NOT NULL AND NEW.new_dispute_id IS DISTINCT FROM OLD.new_dispute_id)
    ) EXECUTE FUNCTION dispute_separation_decided_once();

-- The case has moved before its separation is confirmed; and at commit none has moved without being confirmed.
CREATE FUNCTION dispute_separation_is_carried_out() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_NAME = 'dispute_separation_has_moved' THEN
        PERFORM 1 FROM public.petition_case AS c WHERE c.id = NEW.case_id AND c.dispute_id = NEW.new_dispute_id;
    ELSE
        PERFORM 1 FROM public.dispute_separation AS s
            WHERE s.id = NEW.id AND (s.status = 'confirmed') = (s.new_dispute_id IS NOT NULL);
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_separation_is_carried_out',
            MESSAGE = 'a confirmed separation has moved its case, and no other has';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION dispute_separation_is_carried_out() IS 'Confirming a separation and moving its case go together.';

CREATE TRIGGER dispute_separation_has_moved AFTER UPDATE OF status ON dispute_separation
    FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed')
    EXECUTE FUNCTION dispute_separation_is_carried_out();
CREATE CONSTRAINT TRIGGER dispute_separation_is_carried_out AFTER INSERT OR UPDATE OF status, new_dispute_id
    ON dispute_separation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION dispute_separation_is_carried_out();

-- A separation that waits lets its case go, to a dispute that is nobody else's, unless a reward of the old one is due or
-- the case's own listing holds it. What is confirmed lets nobody go a second time.
CREATE OR REPLACE FUNCTION dispute_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Whoever makes the reward of this dispute due at the same time is waited for.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute ' || OLD.dispute_id, 0));
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = OLD.dispute_id AND l.released_at IS NOT NULL;
    IF NOT FOUND THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = OLD.dispute_id AND l.status IN ('confirmed', 'rewarded');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_is_rewarded',
            MESSAGE = 'no case leaves a dispute whose reward is due or paid';
    END IF;
    PERFORM 1 FROM public.dispute_separation AS s
        WHERE s.case_id = NEW.id AND s.status = 'proposed' AND s.dispute_id = OLD.dispute_id
            AND s.new_dispute_id = NEW.dispute_id
            AND NOT EXISTS (SELECT FROM public.petition_case AS c WHERE c.dispute_id = NEW.dispute_id)
            AND NOT EXISTS (
                SELECT FROM public.listing AS l WHERE l.case_id = NEW.id
                    AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded')
            );
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_is_kept',
            MESSAGE = 'a case stays with its dispute once a listing of that dispute was released, unless two persons take it out';
    END IF;
    RETURN NEW;
END;
$$;

-- The case is locked before it is asked for its dispute: whoever links it at the same time is waited for.
CREATE OR REPLACE FUNCTION dispute_has_one_listing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    dispute text;
BEGIN
    SELECT c.dispute_id INTO STRICT dispute FROM public.petition_case AS c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
    -- Two releases at once wait for each other here, so that the later one sees the earlier one's row.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute ' || dispute, 0));
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = dispute AND c.id <> NEW.case_id
            AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_has_one_listing',
            MESSAGE = 'another case of the same dispute is on the board or was rewarded';
    END IF;
    RETURN NULL;
END;
$$;

-- However it came about: of all listings of a dispute one at the most has its reward due or paid.
CREATE FUNCTION dispute_has_one_reward() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    dispute text;
BEGIN
    SELECT c.dispute_id INTO STRICT dispute FROM public.petition_case AS c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute ' || dispute, 0));
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = dispute AND l.id <> NEW.id AND l.status IN ('confirmed', 'rewarded');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_has_one_reward',
            MESSAGE = 'one dispute earns one reward';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION dispute_has_one_reward() IS 'When a reward becomes due: no other listing of the dispute has one.';

CREATE TRIGGER dispute_has_one_reward AFTER UPDATE OF status ON listing
    FOR EACH ROW WHEN (NEW.status IN ('confirmed', 'rewarded') AND OLD.status NOT IN ('confirmed', 'rewarded'))
    EXECUTE FUNCTION dispute_has_one_reward();

-- -----------------------------------------------------------------------------------------------------------
-- A case is closed without a listing by two persons. Cases that were closed before stay as they are.

CREATE TRIGGER case_closing_goes_its_ways AFTER INSERT OR UPDATE OF status ON case_closing FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>proposed', 'proposed>confirmed', 'proposed>returned');

CREATE FUNCTION case_closing_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'case_closing_decided_once',
        MESSAGE = 'a closing keeps its case, its ground and what was decided';
END;
$$;

CREATE TRIGGER case_closing_decided_once BEFORE UPDATE ON case_closing
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.close_code, NEW.close_note, NEW.proposed_by_id, NEW.proposed_at)
            IS DISTINCT FROM (OLD.case_id, OLD.close_code, OLD.close_note, OLD.proposed_by_id, OLD.proposed_at)
    ) EXECUTE FUNCTION case_closing_decided_once();

CREATE FUNCTION case_closed_by_two() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.case_closing AS g
        WHERE g.case_id = NEW.id AND g.status = 'confirmed' AND g.close_code = NEW.close_code
            AND g.decided_by_id = NEW.closed_by_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_closed_by_two',
            MESSAGE = 'a case is closed without a listing as one proposed and another confirmed';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION case_closed_by_two() IS 'The office''s reason to close a case is one that two persons gave.';

CREATE TRIGGER case_closed_by_two AFTER UPDATE OF status ON petition_case
    FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed' AND NEW.close_code IS NOT NULL)
    EXECUTE FUNCTION case_closed_by_two();

-- At commit: a confirmed closing has closed its case.
CREATE FUNCTION case_closing_is_carried_out() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c
        WHERE c.id = NEW.case_id AND c.status = 'closed' AND c.close_code = NEW.close_code;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_closing_is_carried_out',
            MESSAGE = 'a confirmed closing has closed its case';
    END IF;
    RETURN NULL;
END;
$$;

CREATE CONSTRAINT TRIGGER case_closing_is_carried_out AFTER UPDATE OF status ON case_closing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed')
    EXECUTE FUNCTION case_closing_is_carried_out();

-- -----------------------------------------------------------------------------------------------------------
-- Grants.

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;
GRANT SELECT, INSERT ON dispute_separation, case_closing TO market_app;
GRANT UPDATE (status, new_dispute_id, decided_at, decided_by_id, note) ON dispute_separation TO market_app;
GRANT UPDATE (status, decided_at, decided_by_id, note) ON case_closing TO market_app;
