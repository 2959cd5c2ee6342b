-- The same question by the same mediator on one listing. Runs as market_owner. No statement here needs parameters; nothing
-- here contains a per cent sign.

-- In one width and one case, without spaces and signs (the separators of board_words).
CREATE FUNCTION question_as_asked(question text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(
    board_text('', question),
    E' !"#$&\'()*+,-./:;<=>?@[\\]^_`{|}~\n\t\r' || chr(37) || chr(160) || '。、“”‘’—《》〈〉【】〔〕「」『』·…￥¥',
    ''
);
COMMENT ON FUNCTION question_as_asked(text) IS 'What a question says, however it is spaced, cased and punctuated.';

-- A trigger and no unique index, for what was asked twice before this rule stays. Those who ask at once wait for each other
-- by the lock on their listing, and each then sees what the other has asked.
CREATE FUNCTION listing_question_asked_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l WHERE l.id = NEW.listing_id FOR NO KEY UPDATE;
    PERFORM 1 FROM public.listing_question AS q
        WHERE q.listing_id = NEW.listing_id AND q.asked_by_id = NEW.asked_by_id
        AND q.status IN ('asked', 'answered', 'published')
        AND public.question_as_asked(q.question) = public.question_as_asked(NEW.question);
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'unique_violation',
            CONSTRAINT = 'listing_question_asked_once',
            MESSAGE = 'a mediator asks the same on one listing once, while the first question stands';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION listing_question_asked_once() IS 'Nobody asks the same twice on one listing while the first question stands.';

CREATE TRIGGER listing_question_asked_once BEFORE INSERT ON listing_question
    FOR EACH ROW EXECUTE FUNCTION listing_question_asked_once();

GRANT EXECUTE ON FUNCTION question_as_asked(text) TO market_app;
