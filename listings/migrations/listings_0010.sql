-- A version keeps the day on which the bands of its listing were reckoned.

ALTER TABLE listing_version DISABLE TRIGGER listing_version_append_only;
UPDATE listing_version AS v SET as_of = one.as_of
    FROM listing_version AS one
    WHERE one.listing_id = v.listing_id AND one.number = 1 AND v.as_of <> one.as_of;
ALTER TABLE listing_version ENABLE TRIGGER listing_version_append_only;

CREATE FUNCTION listing_version_keeps_its_day() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing_version AS v
        WHERE v.listing_id = NEW.listing_id AND v.number = 1 AND v.as_of <> NEW.as_of;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_version_keeps_its_day',
            MESSAGE = 'the bands of every version are those that were reckoned for the first';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_version_keeps_its_day() IS 'The bands of a listing are reckoned once, on the day of its first version.';

CREATE TRIGGER listing_version_keeps_its_day BEFORE INSERT ON listing_version
    FOR EACH ROW EXECUTE FUNCTION listing_version_keeps_its_day();
