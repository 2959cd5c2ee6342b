-- Rules of two persons' decisions and of a party's word that the code alone kept. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

-- -----------------------------------------------------------------------------------------------------------
-- A case whose leaving of its dispute is to be decided is neither proposed to be closed nor closed: on a closed case
-- nobody could confirm it. A closing that waited beside a separation before waits until that is decided.

CREATE FUNCTION case_closing_waits_for_separation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Whoever proposes at the same time to take the case out is waited for.
    PERFORM 1 FROM public.petition_case AS c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
    PERFORM 1 FROM public.dispute_separation AS s WHERE s.case_id = NEW.case_id AND s.status = 'proposed';
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_closing_waits_for_separation',
            MESSAGE = 'a case is not closed while it is to be decided whether it leaves its dispute';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION case_closing_waits_for_separation() IS 'No closing is proposed or confirmed while a separation of its case waits.';

CREATE TRIGGER case_closing_is_proposed BEFORE INSERT ON case_closing
    FOR EACH ROW EXECUTE FUNCTION case_closing_waits_for_separation();
CREATE TRIGGER case_closing_is_confirmed BEFORE UPDATE OF status ON case_closing
    FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed')
    EXECUTE FUNCTION case_closing_waits_for_separation();

-- A closed case leaves no dispute. A separation that waits on one is refused, and so ends, as before.
CREATE FUNCTION dispute_separation_of_an_open_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c WHERE c.id = NEW.case_id AND c.status <> 'closed' FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_separation_of_an_open_case',
            MESSAGE = 'a closed case stays in its dispute';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION dispute_separation_of_an_open_case() IS 'No separation of a closed case is proposed or confirmed.';

CREATE TRIGGER dispute_separation_is_proposed BEFORE INSERT ON dispute_separation
    FOR EACH ROW EXECUTE FUNCTION dispute_separation_of_an_open_case();
CREATE TRIGGER dispute_separation_is_confirmed BEFORE UPDATE OF status ON dispute_separation
    FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed')
    EXECUTE FUNCTION dispute_separation_of_an_open_case();

-- -----------------------------------------------------------------------------------------------------------
-- Nothing is begun for the board while somebody is asked whether the case is closed. What was drafted beside a closing
-- before goes on, and keeps the case open.

CREATE FUNCTION listing_waits_for_closing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Whoever proposes at the same time to close the case is waited for.
    PERFORM 1 FROM public.petition_case AS c WHERE c.id = NEW.case_id FOR NO KEY UPDATE;
    PERFORM 1 FROM public.case_closing AS g WHERE g.case_id = NEW.case_id AND g.status = 'proposed';
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_waits_for_closing',
            MESSAGE = 'no listing of a case is begun while it is to be decided whether the case is closed';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_waits_for_closing() IS 'No listing is drafted while a closing of its case waits.';

CREATE TRIGGER listing_waits_for_closing BEFORE INSERT ON listing
    FOR EACH ROW EXECUTE FUNCTION listing_waits_for_closing();

-- -----------------------------------------------------------------------------------------------------------
-- What is withdrawn is the party's last word, and nobody withdraws before the day on which they agreed. An answer that
-- was recorded with another day stays as it was recorded.

CREATE FUNCTION withdrawal_follows_its_consent() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    said public.party_consent;
BEGIN
    PERFORM 1 FROM public.party AS p WHERE p.id = NEW.party_id FOR NO KEY UPDATE;
    SELECT * INTO said FROM public.party_consent AS s
        WHERE s.party_id = NEW.party_id AND s.kind = NEW.kind ORDER BY s.id DESC LIMIT 1;
    IF (said.answer = 'given' AND said.answered_on <= NEW.answered_on) IS NOT TRUE THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'withdrawal_follows_its_consent',
            MESSAGE = 'consent that stands is withdrawn, on the day on which it was given or later';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION withdrawal_follows_its_consent() IS 'A withdrawal withdraws the consent that is the party''s last word of its kind, and is not dated before it.';

CREATE TRIGGER withdrawal_follows_its_consent BEFORE INSERT ON party_consent
    FOR EACH ROW WHEN (NEW.answer = 'withdrawn') EXECUTE FUNCTION withdrawal_follows_its_consent();

-- -----------------------------------------------------------------------------------------------------------
-- A case joins a dispute whose reward is promised, due or paid only after somebody has compared the parties of the two:
-- it gives up a reward of its own. A day is the database's; the code asks for an opening that still lasts. Cases that
-- were linked before stay linked, and are taken out by two persons like any other.

CREATE FUNCTION link_is_compared() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = NEW.dispute_id AND c.id <> NEW.id
            AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded');
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM public.petition_case AS c JOIN public.record_event AS e ON e.stream = 'case:' || c.id::text
        WHERE c.dispute_id IN (OLD.dispute_id, NEW.dispute_id) AND e.name = 'case.parties_compared'
            AND e.recorded_at > now() - interval '1 day';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'link_is_compared',
            MESSAGE = 'a case joins a dispute with a reward only after the parties of both were compared';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION link_is_compared() IS 'The record has a comparison of parties before a case joins a dispute whose reward is promised, due or paid.';

CREATE TRIGGER link_is_compared AFTER UPDATE OF dispute_id ON petition_case
    FOR EACH ROW WHEN (OLD.dispute_id IS DISTINCT FROM NEW.dispute_id) EXECUTE FUNCTION link_is_compared();

-- A separation that waits lets its case go, to a dispute that is nobody else's, unless the case's own listing holds the
-- old one; that the old one's reward is due or paid keeps nobody any more. What is confirmed lets nobody go twice.
CREATE OR REPLACE FUNCTION dispute_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- Whoever releases or rewards a listing of this dispute at the same time is waited for.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute ' || OLD.dispute_id, 0));
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = OLD.dispute_id AND l.released_at IS NOT NULL;
    IF NOT FOUND THEN
        RETURN NEW;
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

-- -----------------------------------------------------------------------------------------------------------
-- Of a closed case nothing is said any more but that consent is withdrawn, or that a text is objected to by a party who
-- had not answered or was silent (Personal Information Protection Law 15, 44).

CREATE OR REPLACE FUNCTION consent_of_a_closed_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    state text;
    said text;
BEGIN
    SELECT c.status INTO STRICT state FROM public.party AS p JOIN public.petition_case AS c ON c.id = p.case_id
        WHERE p.id = NEW.party_id;
    SELECT s.answer INTO said FROM public.party_consent AS s
        WHERE s.party_id = NEW.party_id AND s.kind = NEW.kind ORDER BY s.id DESC LIMIT 1;
    IF state = 'closed'
        AND (NEW.answer = 'withdrawn' AND said = 'given') IS NOT TRUE
        AND (NEW.answer = 'refused' AND NEW.kind = 'listing' AND coalesce(said, 'silent') = 'silent') IS NOT TRUE THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'consent_of_a_closed_case',
            MESSAGE = 'of a closed case consent is withdrawn, or its text objected to by who gave none, and nothing else is said';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION consent_of_a_closed_case() IS 'A closed case takes no answer but the withdrawal of a consent that stands, and the objection of who gave none.';

-- At commit: where a party's last word is a refusal, as where it is a withdrawal, no text is public that rests on it.
-- What was refused by an earlier release and is still read is taken back by the nightly count.
DROP TRIGGER withdrawal_takes_the_text_back ON party_consent;
CREATE CONSTRAINT TRIGGER withdrawal_takes_the_text_back AFTER INSERT ON party_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.answer IN ('refused', 'withdrawn'))
    EXECUTE FUNCTION withdrawal_takes_the_text_back();
COMMENT ON FUNCTION withdrawal_takes_the_text_back() IS 'At commit: no text is public that rests on consent which a party has refused or withdrawn last.';

-- -----------------------------------------------------------------------------------------------------------
-- Whatever one person proposes and another decides stays as it was proposed and decided: one function says it for all.

CREATE FUNCTION proposal_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = TG_TABLE_NAME || '_decided_once',
        MESSAGE = 'a proposal keeps its case, what was proposed, by whom, and what was decided';
END;
$$;
COMMENT ON FUNCTION proposal_decided_once() IS 'What is proposed by one person and decided by another stays so; the trigger says of which columns.';

CREATE OR REPLACE TRIGGER case_closing_decided_once BEFORE UPDATE ON case_closing
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.close_code, NEW.close_note, NEW.proposed_by_id, NEW.proposed_at)
            IS DISTINCT FROM (OLD.case_id, OLD.close_code, OLD.close_note, OLD.proposed_by_id, OLD.proposed_at)
    ) EXECUTE FUNCTION proposal_decided_once();
CREATE OR REPLACE TRIGGER dispute_separation_decided_once BEFORE UPDATE ON dispute_separation
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.dispute_id, NEW.reason, NEW.proposed_by_id, NEW.proposed_at)
            IS DISTINCT FROM (OLD.case_id, OLD.dispute_id, OLD.reason, OLD.proposed_by_id, OLD.proposed_at)
        OR (OLD.new_dispute_id IS NOT NULL AND NEW.new_dispute_id IS DISTINCT FROM OLD.new_dispute_id)
    ) EXECUTE FUNCTION proposal_decided_once();
CREATE OR REPLACE TRIGGER erasure_decided_once BEFORE UPDATE ON erasure
    FOR EACH ROW WHEN (
        OLD.decided_at IS NOT NULL
        OR (NEW.case_id, NEW.proposed_by_id, NEW.proposed_at, NEW.kept_until)
            IS DISTINCT FROM (OLD.case_id, OLD.proposed_by_id, OLD.proposed_at, OLD.kept_until)
    ) EXECUTE FUNCTION proposal_decided_once();
DROP FUNCTION case_closing_decided_once();
DROP FUNCTION dispute_separation_decided_once();
DROP FUNCTION erasure_decided_once();
