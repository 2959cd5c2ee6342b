-- Who takes a case out of a dispute with a reward has compared it first, as who links one has. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

-- A comparison counts if it looked among linked cases too, which its event says since then ("linked"), and if it was made
-- from one of the two: this case, or the one whose listing holds the reward. A day is the database's; the code asks that whoever proposes it has both cases open. At the confirmation a comparison
-- counts that was made within a day before the proposal or since, for the reward may have been promised in between.
CREATE FUNCTION separation_is_compared() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    since timestamptz := CASE TG_OP WHEN 'INSERT' THEN now() ELSE NEW.proposed_at END - interval '1 day';
BEGIN
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = NEW.dispute_id AND c.id <> NEW.case_id
            AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded');
    IF NOT FOUND THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM public.petition_case AS c JOIN public.record_event AS e ON e.stream = 'case:' || c.id::text
        WHERE e.name = 'case.parties_compared' AND e.recorded_at > since AND e.payload ? 'linked'
            AND (c.id = NEW.case_id OR c.dispute_id = NEW.dispute_id AND EXISTS (
                SELECT FROM public.listing AS l WHERE l.case_id = c.id
                    AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded')));
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'separation_is_compared',
            MESSAGE = 'a case leaves a dispute with a reward only after the parties of both were compared';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION separation_is_compared() IS 'The record has a comparison of parties before a case leaves a dispute whose reward is promised, due or paid.';

CREATE TRIGGER separation_is_compared BEFORE INSERT ON dispute_separation
    FOR EACH ROW EXECUTE FUNCTION separation_is_compared();
CREATE TRIGGER separation_is_still_compared BEFORE UPDATE OF status ON dispute_separation
    FOR EACH ROW WHEN (NEW.status = 'confirmed' AND OLD.status <> 'confirmed')
    EXECUTE FUNCTION separation_is_compared();
