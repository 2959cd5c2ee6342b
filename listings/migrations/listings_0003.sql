-- What is published fits enough petitioners: the rules in the database. Runs as market_owner after the tables have
-- been made. No statement here needs parameters; nothing here contains a per cent sign.

-- Which value is wider than which; the same ladders as in the code. Being left out (NULL) is wider than everything.
CREATE TABLE wider_value (
    attribute text NOT NULL,
    finer text NOT NULL,
    wider text NOT NULL,
    CONSTRAINT pk_wider_value PRIMARY KEY (attribute, finer, wider)
);
INSERT INTO wider_value (attribute, finer, wider) VALUES
    ('category', 'land', 'land_and_village'), ('category', 'expropriation', 'land_and_village'),
    ('category', 'environment', 'land_and_village'), ('category', 'village_affairs', 'land_and_village'),
    ('category', 'wages', 'money_and_work'), ('category', 'loans', 'money_and_work'),
    ('category', 'contracts', 'money_and_work'),
    ('category', 'neighbours', 'people_and_family'), ('category', 'inheritance', 'people_and_family'),
    ('category', 'injury', 'people_and_family'), ('category', 'benefits', 'people_and_family'),
    ('category', 'other', 'people_and_family'),
    ('duration', 'under_3', 'under_5'), ('duration', 'from_3', 'under_5'),
    ('duration', 'from_5', 'over_5'), ('duration', 'from_10', 'over_5'),
    ('amount', 'under_10k', 'under_100k'), ('amount', 'from_10k', 'under_100k'),
    ('amount', 'from_100k', 'over_100k'), ('amount', 'from_1m', 'over_100k'),
    ('amount', 'under_10k', 'some'), ('amount', 'from_10k', 'some'), ('amount', 'from_100k', 'some'),
    ('amount', 'from_1m', 'some'), ('amount', 'under_100k', 'some'), ('amount', 'over_100k', 'some');

-- What has landed is carried: one version a released listing, counted by nobody.
INSERT INTO listing_version (
    jurisdiction_id, listing_id, number, title, body, case_class, category, place_town_id, duration_band, amount_band,
    as_of, basis, reason, consent_ids, published_at, published_by_id
)
SELECT l.jurisdiction_id, l.id, 1, l.title, l.body, l.case_class, l.category, l.place_town_id, l.duration_band,
    l.amount_band, (l.released_at AT TIME ZONE 'Asia/Shanghai')::date, 'carried', '', '{}', l.released_at,
    l.released_by_id
FROM listing AS l WHERE l.released_at IS NOT NULL ORDER BY l.id;

-- -----------------------------------------------------------------------------------------------------------
-- A version says no more than the one before it, and follows it without a gap.

CREATE FUNCTION says_no_more(attribute text, before text, after text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT after IS NULL OR after = before OR EXISTS (
        SELECT 1 FROM public.wider_value AS w
        WHERE w.attribute = says_no_more.attribute AND w.finer = before AND w.wider = after
    )
$$;

CREATE FUNCTION listing_version_never_finer() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before public.listing_version;
BEGIN
    SELECT * INTO before FROM public.listing_version AS v
        WHERE v.listing_id = NEW.listing_id ORDER BY v.number DESC LIMIT 1;
    IF NEW.number <> coalesce(before.number, 0) + 1 OR NEW.basis = 'carried'
        OR (before.id IS NULL AND NEW.basis = 'widened') OR (before.id IS NOT NULL AND (
        NEW.case_class <> before.case_class
        OR NEW.place_town_id IS NOT NULL AND NEW.place_town_id IS DISTINCT FROM before.place_town_id
        OR (public.says_no_more('category', before.category, NEW.category)
            AND public.says_no_more('duration', before.duration_band, NEW.duration_band)
            AND public.says_no_more('amount', before.amount_band, NEW.amount_band)) IS NOT TRUE
    )) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_version_never_finer',
            MESSAGE = 'a version of a listing says no more than the one before it';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_version_never_finer() IS 'Versions are numbered without a gap, and none is finer than the one before it.';

CREATE TRIGGER listing_version_never_finer BEFORE INSERT ON listing_version
    FOR EACH ROW EXECUTE FUNCTION listing_version_never_finer();
CREATE TRIGGER listing_version_append_only BEFORE UPDATE OR DELETE ON listing_version
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER listing_version_never_emptied BEFORE TRUNCATE ON listing_version
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER impact_assessment_append_only BEFORE UPDATE OR DELETE ON impact_assessment
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER impact_assessment_never_emptied BEFORE TRUNCATE ON impact_assessment
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- A version that rests on consent rests on every natural person's of the case, each the last word of that person.
CREATE FUNCTION listing_version_is_consented() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.party AS p
        JOIN public.listing AS l ON l.case_id = p.case_id AND l.id = NEW.listing_id
        LEFT JOIN LATERAL (
            SELECT s.id, s.answer FROM public.party_consent AS s
            WHERE s.party_id = p.id AND s.kind = 'publication' ORDER BY s.id DESC LIMIT 1
        ) AS said ON true
        WHERE p.removed_at IS NULL AND p.kind = 'person'
            AND (said.answer = 'given' AND said.id = ANY (NEW.consent_ids)) IS NOT TRUE;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'listing_version_is_consented',
            MESSAGE = 'everyone who could be recognised has given separate consent';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER listing_version_is_consented AFTER INSERT ON listing_version
    FOR EACH ROW WHEN (NEW.basis = 'consent') EXECUTE FUNCTION listing_version_is_consented();

-- -----------------------------------------------------------------------------------------------------------
-- What the board shows is the latest version, at every commit; what was promised stays.

CREATE OR REPLACE TRIGGER listing_promise_is_kept BEFORE UPDATE ON listing
    FOR EACH ROW WHEN (
        OLD.released_at IS NOT NULL AND (
            OLD.case_class, OLD.reward_fen, OLD.days_allowed, OLD.released_at, OLD.released_by_id, OLD.case_id
        ) IS DISTINCT FROM (
            NEW.case_class, NEW.reward_fen, NEW.days_allowed, NEW.released_at, NEW.released_by_id, NEW.case_id
        )
        OR OLD.released_at IS NOT NULL AND OLD.status <> 'claimed' AND OLD.claim_by IS DISTINCT FROM NEW.claim_by
    ) EXECUTE FUNCTION listing_promise_is_kept();

CREATE FUNCTION listing_is_its_latest_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked bigint;
BEGIN
    IF TG_TABLE_NAME = 'listing' THEN asked := NEW.id; ELSE asked := NEW.listing_id; END IF;
    PERFORM 1 FROM public.listing AS l
        LEFT JOIN LATERAL (
            SELECT * FROM public.listing_version AS v WHERE v.listing_id = l.id ORDER BY v.number DESC LIMIT 1
        ) AS v ON true
        WHERE l.id = asked AND (l.released_at IS NULL) <> (v.id IS NULL)
            OR l.id = asked AND v.id IS NOT NULL AND (
                l.title, l.body, l.case_class, l.category, l.place_town_id, l.duration_band, l.amount_band
            ) IS DISTINCT FROM (
                v.title, v.body, v.case_class, v.category, v.place_town_id, v.duration_band, v.amount_band
            );
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_is_its_latest_version',
            MESSAGE = 'what a released listing shows is its latest version, and only a released one has versions';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION listing_is_its_latest_version() IS 'At commit: a released listing shows its latest version word for word.';

CREATE CONSTRAINT TRIGGER listing_is_its_latest_version
    AFTER INSERT OR UPDATE OF title, body, case_class, category, place_town_id, duration_band, amount_band, released_at
    ON listing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_is_its_latest_version();
CREATE CONSTRAINT TRIGGER listing_version_is_shown AFTER INSERT ON listing_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_is_its_latest_version();

CREATE FUNCTION listing_is_assessed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.impact_assessment AS a WHERE a.listing_id = NEW.id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'listing_is_assessed',
            MESSAGE = 'a listing is released after what it may do to people was assessed';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER listing_is_assessed AFTER UPDATE OF released_at ON listing
    FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION listing_is_assessed();

-- -----------------------------------------------------------------------------------------------------------
-- Grants.

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;
GRANT SELECT ON wider_value TO market_app;
GRANT SELECT, INSERT ON impact_assessment, listing_version, listing_cover TO market_app;
GRANT UPDATE (needed, found, checked_at, short_since) ON listing_cover TO market_app;
