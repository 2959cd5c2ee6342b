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
