-- Who asks about a listing is known on this floor: the mediator's row is held in share mode, so that a suspension
-- cannot slip in between. Runs as market_owner; nothing here contains a per cent sign.
CREATE FUNCTION mediators_question_asked() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mediator_status text;
BEGIN
  SELECT m.status INTO mediator_status FROM mediator m WHERE m.person_id = NEW.asked_by_id FOR SHARE;
  IF mediator_status IS DISTINCT FROM 'approved' THEN
    PERFORM mediators_refuse('question_by_an_approved_mediator');
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION mediators_question_asked() IS 'Only an approved mediator asks about a listing.';

CREATE TRIGGER question_asked_by_a_mediator BEFORE INSERT ON listing_question
  FOR EACH ROW EXECUTE FUNCTION mediators_question_asked();
