-- A listing is released by a person who had no hand in its text. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

-- The row knows the drafter, the last editor and who handed it in; the record knows those before them. What this very
-- transaction did is in the record only at its end, and in the row at once.
CREATE FUNCTION listing_released_by_another() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 WHERE NEW.released_by_id = NEW.submitted_by_id
    UNION ALL
    SELECT 1 FROM public.record_event AS e
        WHERE e.subject_type = 'listing' AND e.subject_id = NEW.id AND e.actor_person_id = NEW.released_by_id
            AND e.name IN ('listing.drafted', 'listing.edited', 'listing.submitted');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_released_by_another',
            MESSAGE = 'a listing is released by a person who has neither drafted, edited nor handed it in';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION listing_released_by_another() IS 'Nobody who drafted, edited or handed in a listing, at any time, releases it.';

CREATE TRIGGER listing_released_by_another AFTER UPDATE OF released_by_id ON listing
    FOR EACH ROW WHEN (NEW.released_by_id IS NOT NULL AND OLD.released_by_id IS DISTINCT FROM NEW.released_by_id)
    EXECUTE FUNCTION listing_released_by_another();
