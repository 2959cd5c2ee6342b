-- Saved searches, questions and answers, renewals: the rules in the database. Runs as market_owner after the tables
-- have been made. No statement here needs parameters; nothing here contains a per cent sign.

-- -----------------------------------------------------------------------------------------------------------
-- The last day for claims moves before a reopening, or on by a renewal, and in no other way.

CREATE OR REPLACE FUNCTION listing_promise_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (OLD.case_class, OLD.reward_fen, OLD.days_allowed, OLD.released_at, OLD.released_by_id, OLD.case_id)
        IS NOT DISTINCT FROM
        (NEW.case_class, NEW.reward_fen, NEW.days_allowed, NEW.released_at, NEW.released_by_id, NEW.case_id)
        AND OLD.status = 'published' AND NEW.status = 'published' AND NEW.claim_by > OLD.claim_by
    THEN
        PERFORM 1 FROM public.listing_renewal AS r
            WHERE r.listing_id = NEW.id AND r.from_day = OLD.claim_by AND r.to_day = NEW.claim_by
            AND r.id = (SELECT max(latest.id) FROM public.listing_renewal AS latest WHERE latest.listing_id = NEW.id);
        IF FOUND THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'listing_promise_is_kept',
        MESSAGE = 'what was released on the board stays as it was released; claim-by is set anew only before a reopening or by a renewal';
END;
$$;
COMMENT ON FUNCTION listing_promise_is_kept() IS 'A released listing keeps its promise; its claim-by moves on by the latest renewal, or while it is claimed.';

CREATE FUNCTION listing_renewal_in_time() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l
        WHERE l.id = NEW.listing_id AND l.status = 'published' AND l.claim_by = NEW.from_day
        AND (NEW.renewed_at AT TIME ZONE 'Asia/Shanghai')::date <= l.claim_by;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_renewal_in_time',
            MESSAGE = 'a listing is renewed while it receives claims, from the last day that it has';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_renewal_in_time() IS 'Only a published listing is renewed, on its last day for claims or before it.';

CREATE TRIGGER listing_renewal_in_time BEFORE INSERT ON listing_renewal
    FOR EACH ROW EXECUTE FUNCTION listing_renewal_in_time();

CREATE FUNCTION listing_renewal_is_carried_out() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l WHERE l.id = NEW.listing_id AND l.claim_by = NEW.to_day;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_renewal_is_carried_out',
            MESSAGE = 'a renewal gives its listing the new last day in the same transaction';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION listing_renewal_is_carried_out() IS 'At commit the listing has the last day that its renewal gives.';

CREATE CONSTRAINT TRIGGER listing_renewal_is_carried_out AFTER INSERT ON listing_renewal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_renewal_is_carried_out();
CREATE TRIGGER listing_renewal_append_only BEFORE UPDATE OR DELETE ON listing_renewal
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER listing_renewal_never_emptied BEFORE TRUNCATE ON listing_renewal
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- A question is asked while claims are received; what was asked stays, and what was published stays.

CREATE FUNCTION listing_question_in_time() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l
        WHERE l.id = NEW.listing_id AND l.status = 'published'
        AND (NEW.asked_at AT TIME ZONE 'Asia/Shanghai')::date <= l.claim_by;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'listing_question_in_time',
            MESSAGE = 'a question is asked while its listing receives claims';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_question_in_time() IS 'Questions are asked on a listing that is open to claims.';

CREATE TRIGGER listing_question_in_time BEFORE INSERT ON listing_question
    FOR EACH ROW EXECUTE FUNCTION listing_question_in_time();

CREATE FUNCTION listing_question_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'listing_question_stays',
        MESSAGE = 'a question stays as it was asked, and its answer as it was handed to the reviewer, who is another person';
END;
$$;
COMMENT ON FUNCTION listing_question_stays() IS 'Raises restrict_violation.';

CREATE TRIGGER listing_question_stays BEFORE UPDATE ON listing_question
    FOR EACH ROW WHEN (
        (OLD.question, OLD.listing_id, OLD.asked_by_id, OLD.asked_at, OLD.public_id) IS DISTINCT FROM
        (NEW.question, NEW.listing_id, NEW.asked_by_id, NEW.asked_at, NEW.public_id)
        OR OLD.status <> 'asked' AND (OLD.answer, OLD.answered_at, OLD.answered_by_id) IS DISTINCT FROM
        (NEW.answer, NEW.answered_at, NEW.answered_by_id)
        OR OLD.status = 'answered' AND NEW.status = 'asked' AND (NEW.returned_by_id <> OLD.answered_by_id) IS NOT TRUE
        OR OLD.status IN ('published', 'declined', 'lapsed') AND OLD IS DISTINCT FROM NEW
    ) EXECUTE FUNCTION listing_question_stays();
CREATE TRIGGER listing_question_never_removed BEFORE DELETE ON listing_question
    FOR EACH ROW EXECUTE FUNCTION forbid_change();

CREATE TRIGGER listing_question_goes_its_ways AFTER INSERT OR UPDATE OF status ON listing_question FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>asked', 'asked>answered', 'answered>asked', 'answered>published', 'asked>declined', 'answered>declined',
    'asked>lapsed', 'answered>lapsed');

CREATE TRIGGER question_refusal_append_only BEFORE UPDATE OR DELETE ON question_refusal
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER question_refusal_never_emptied BEFORE TRUNCATE ON question_refusal
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- A person keeps twenty searches at the most, however many windows save at once.

CREATE FUNCTION saved_search_few() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('saved_search ' || NEW.person_id));
    IF (SELECT count(*) FROM public.saved_search AS s WHERE s.person_id = NEW.person_id) >= 20 THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'saved_search_few',
            MESSAGE = 'a person keeps twenty searches at the most';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION saved_search_few() IS 'At most twenty saved searches a person; inserts of one person come one after another.';

CREATE TRIGGER saved_search_few BEFORE INSERT ON saved_search
    FOR EACH ROW EXECUTE FUNCTION saved_search_few();

-- What a listing's readers were told of stays, so that nobody is told twice.
CREATE TRIGGER listing_alert_append_only BEFORE UPDATE OR DELETE ON listing_alert
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER listing_alert_never_emptied BEFORE TRUNCATE ON listing_alert
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- Grants.

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;
GRANT SELECT, INSERT ON listing_renewal, listing_question, question_refusal, listing_alert TO market_app;
GRANT UPDATE (
    status, answer, answered_at, answered_by_id, returned_at, returned_by_id, return_reason, published_at,
    published_by_id, declined_at, declined_by_id, decline_reason, lapsed_at
) ON listing_question TO market_app;
GRANT SELECT, INSERT, DELETE ON saved_search TO market_app;
GRANT UPDATE (name, alerts) ON saved_search TO market_app;
