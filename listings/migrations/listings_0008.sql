-- A case that comes to nothing on the board is closed by the office, once, and while nothing of it is being prepared.

DROP TRIGGER petition_case_goes_its_ways ON petition_case;
CREATE TRIGGER petition_case_goes_its_ways AFTER INSERT OR UPDATE OF status ON petition_case FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>registered', 'registered>classified', 'classified>listed', 'listed>in_mediation', 'in_mediation>listed',
    'listed>classified', 'in_mediation>classified', 'in_mediation>resolved', 'resolved>closed',
    'registered>closed', 'classified>closed');

-- What was decided of a closed case stays decided.
CREATE FUNCTION petition_case_closed_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'petition_case_closed_once',
        MESSAGE = 'a closed case keeps who closed it and why';
END;
$$;

CREATE TRIGGER petition_case_closed_once BEFORE UPDATE OF close_code, close_note, closed_by_id ON petition_case
    FOR EACH ROW WHEN (
        OLD.status = 'closed'
        AND (NEW.close_code, NEW.close_note, NEW.closed_by_id)
            IS DISTINCT FROM (OLD.close_code, OLD.close_note, OLD.closed_by_id)
    ) EXECUTE FUNCTION petition_case_closed_once();

-- At commit: the case follows its listing, or the office has closed it without one; then nothing of it is on its way to the board.
CREATE OR REPLACE FUNCTION case_follows_its_listing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked bigint;
    state text;
    reason text;
    listed text;
BEGIN
    IF TG_TABLE_NAME = 'listing' THEN asked := NEW.case_id; ELSE asked := NEW.id; END IF;
    SELECT c.status, c.close_code INTO STRICT state, reason FROM public.petition_case AS c WHERE c.id = asked;
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
    IF (state = 'closed' AND (listed IS NULL) <> (reason IS NOT NULL))
        OR (listed IS DISTINCT FROM state
            AND NOT (listed IS NULL AND state IN ('registered', 'classified', 'closed'))) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_follows_its_listing',
            MESSAGE = 'case ' || asked::text || ' is ' || state || ', and its listing says ' || coalesce(listed, 'nothing');
    END IF;
    IF reason IS NOT NULL AND state <> 'closed' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_has_its_reason',
            MESSAGE = 'case ' || asked::text || ' is ' || state || ', and has a reason why it was closed';
    END IF;
    PERFORM 1 FROM public.listing AS l WHERE l.case_id = asked AND l.status IN ('draft', 'in_review');
    IF FOUND AND state = 'closed' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'case_closed_in_preparation',
            MESSAGE = 'case ' || asked::text || ' is closed, and a listing of it is being prepared';
    END IF;
    RETURN NULL;
END;
$$;

DROP TRIGGER case_follows_its_listing ON petition_case;
CREATE CONSTRAINT TRIGGER case_follows_its_listing AFTER INSERT OR UPDATE OF status, close_code ON petition_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_follows_its_listing();

GRANT UPDATE (close_code, close_note, closed_by_id) ON petition_case TO market_app;
