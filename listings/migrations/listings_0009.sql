-- Consent withdrawn at any time. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

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

-- At commit: where a party's last word is that consent to the listing is withdrawn, no text of the case is public.
CREATE FUNCTION withdrawal_takes_the_text_back() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l JOIN public.party AS p ON p.case_id = l.case_id AND p.id = NEW.party_id
        WHERE l.released_at IS NOT NULL AND (l.title, l.body) <> ('内容已撤下', '本榜单的内容不再公开。')
            AND NOT EXISTS (
                SELECT FROM public.party_consent AS s
                WHERE s.party_id = NEW.party_id AND s.kind = NEW.kind AND s.id > NEW.id
            );
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'withdrawal_takes_the_text_back',
            MESSAGE = 'with the consent of a party every public text of its case is taken back';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION withdrawal_takes_the_text_back() IS 'At commit: no text of a case is public whose party has withdrawn consent last.';

CREATE CONSTRAINT TRIGGER withdrawal_takes_the_text_back AFTER INSERT ON party_consent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'listing' AND NEW.answer = 'withdrawn')
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
