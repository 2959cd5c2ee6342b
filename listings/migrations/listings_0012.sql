-- One petition number, one case, however the number is spelt. Runs as market_owner. No statement here needs parameters; nothing here contains a per cent sign.

-- As listings/cases/numbers.py has it: half width, capitals, no spaces, one kind of hyphen, the year in 〔〕, and no
-- zeros before the first other figure of a run of figures.
CREATE FUNCTION petition_number_key(number text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT regexp_replace(
        translate(
            upper(regexp_replace(normalize(number, NFKC), '\s', '', 'g') COLLATE "C"),
            '‐‑‒–—―−﹣([【)]】', '--------〔〔〔〕〕〕'
        ),
        '(^|[^0-9])0+(?=[0-9])', '\1', 'g'
    );
$$;
COMMENT ON FUNCTION petition_number_key(text) IS 'What spellings of one petition number have in common.';

-- What was registered twice before stays: the later case gets a key that no number can have, for a space stands in it.
UPDATE petition_case AS c SET number_key = one.key || CASE WHEN one.place = 1 THEN '' ELSE ' ' || c.id END
    FROM (
        SELECT id, petition_number_key(petition_number) AS key, row_number() OVER (
            PARTITION BY jurisdiction_id, petition_number_key(petition_number) ORDER BY id
        ) AS place FROM petition_case
    ) AS one
    WHERE one.id = c.id;

CREATE FUNCTION petition_case_keeps_its_key() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.petition_number = OLD.petition_number THEN
        NEW.number_key := OLD.number_key;
    ELSE
        NEW.number_key := public.petition_number_key(NEW.petition_number);
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION petition_case_keeps_its_key() IS 'The key of a case follows from its petition number; nobody writes it.';

CREATE TRIGGER petition_case_keeps_its_key BEFORE INSERT OR UPDATE OF petition_number, number_key ON petition_case
    FOR EACH ROW EXECUTE FUNCTION petition_case_keeps_its_key();
