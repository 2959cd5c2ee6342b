-- How the board is searched (see listings/board/search.py). Runs as market_owner. Everything here is worked out by the
-- database from what a listing publishes, so that it is never out of step and nothing has to be rebuilt by a command.
-- Each function says what it is made of in pg_catalog's words only, so that a restored copy builds its indexes alike.

CREATE FUNCTION board_shelf(status text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN status = 'published' THEN 'open'
    WHEN status IN ('proposed', 'claimed', 'settled') THEN 'under_way'
    WHEN status IN ('confirmed', 'rewarded') THEN 'succeeded'
    WHEN status IN ('withdrawn', 'mediation_ended', 'expired', 'unconfirmed', 'unrewarded') THEN 'ended'
END;
COMMENT ON FUNCTION board_shelf(text) IS 'The states that a reader of the board thinks of as one; NULL before the release.';

CREATE FUNCTION board_text(title text, body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN translate(
    normalize(title || chr(10) || body, NFKC),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЁЖЗИЙКЛМНОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ',
    'abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмноөпрстуүфхцчшщъыьэюя'
);
COMMENT ON FUNCTION board_text(text, text) IS 'What is searched: title and body in one width (NFKC) and one case.';

-- Every two neighbouring characters are a word, and the last of a row by itself, so that one character alone is found
-- as the beginning of a word. No dictionary: names of villages and dialect are found like any other.
CREATE FUNCTION board_words(searched text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000
BEGIN ATOMIC
    SELECT array_to_tsvector(coalesce(array_agg(one || coalesce(nullif(following, ' '), '')), '{}'))
    FROM (
        SELECT translate(
            searched,
            E'!"#$&\'()*+,-./:;<=>?@[\\]^_`{|}~\n\t\r' || chr(37) || chr(160) || '。、“”‘’—《》〈〉【】〔〕「」『』·…￥¥',
            repeat(' ', 100)
        ) AS spaced
    ) AS cleaned, unnest(string_to_array(spaced, NULL), string_to_array(substr(spaced, 2), NULL)) AS pair (one, following)
    WHERE one <> ' ';
END;
COMMENT ON FUNCTION board_words(text) IS 'The words of a text as a tsvector: its pairs of characters.';

-- One key a published value and one a pair of values, so that a rare combination is a short list from the start; and
-- two fortnights, so that a common one is looked up a piece of the order at a time.
CREATE FUNCTION board_keys(
    status text, case_class text, category text, place_town_id bigint, reward_fen bigint, duration_band text,
    amount_band text, released_at timestamptz, claim_by date
) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000
BEGIN ATOMIC
    SELECT ARRAY[
            's:' || shelf, 'k:' || case_class, 'c:' || category, 't:' || town, 'r:' || reward, 'd:' || duration, 'a:' || amount,
            's:' || shelf || '|k:' || case_class, 's:' || shelf || '|c:' || category, 's:' || shelf || '|t:' || town,
            's:' || shelf || '|r:' || reward, 's:' || shelf || '|d:' || duration, 's:' || shelf || '|a:' || amount,
            'k:' || case_class || '|c:' || category, 'k:' || case_class || '|t:' || town, 'k:' || case_class || '|r:' || reward,
            'k:' || case_class || '|d:' || duration, 'k:' || case_class || '|a:' || amount, 'c:' || category || '|t:' || town,
            'c:' || category || '|r:' || reward, 'c:' || category || '|d:' || duration, 'c:' || category || '|a:' || amount,
            't:' || town || '|r:' || reward, 't:' || town || '|d:' || duration, 't:' || town || '|a:' || amount,
            'r:' || reward || '|d:' || duration, 'r:' || reward || '|a:' || amount, 'd:' || duration || '|a:' || amount,
            'm:' || (((released_at AT TIME ZONE 'UTC')::date - DATE '2000-01-03') / 14)::text,
            'w:' || ((claim_by - DATE '2000-01-03') / 14)::text
        ]
    FROM (
        SELECT board_shelf(status) AS shelf, coalesce(case_class, '') AS case_class, coalesce(category, '') AS category,
            coalesce(place_town_id::text, '') AS town, coalesce(reward_fen::text, '') AS reward,
            coalesce(duration_band, '') AS duration, coalesce(amount_band, '') AS amount
    ) AS published;
END;
COMMENT ON FUNCTION board_keys(text, text, text, bigint, bigint, text, text, timestamptz, date)
    IS 'What a listing on the board is found by: values, pairs of values, the fortnights of release and claim-by.';

GRANT EXECUTE ON FUNCTION board_shelf(text), board_text(text, text), board_words(text),
    board_keys(text, text, text, bigint, bigint, text, text, timestamptz, date) TO market_app;
