-- The ground's own rules in the database: what is written stays written, and the application may do no more
-- than is granted here. Runs as market_owner after the tables have been made. No statement here needs
-- parameters; nothing here contains a per cent sign or a colon before a name.

-- -----------------------------------------------------------------------------------------------------------
-- Append-only tables. The grants keep the application out; these triggers stop the owner's own slips.

CREATE FUNCTION forbid_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'append_only_' || TG_TABLE_NAME,
        MESSAGE = TG_OP || ' is not possible: ' || TG_TABLE_NAME || ' is append-only';
END;
$$;
COMMENT ON FUNCTION forbid_change() IS 'Raises restrict_violation: rows of the trigger''s table are never changed or removed.';

-- -----------------------------------------------------------------------------------------------------------
-- Lifecycles. A row is born in a state that its trigger names (">draft") and goes only the ways it names
-- ("draft>in_review"); a test compares every trigger with the table of steps in the code.

CREATE FUNCTION moves_by_its_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    way text := '>' || NEW.status;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.status = OLD.status THEN
            RETURN NEW;
        END IF;
        way := OLD.status || way;
    END IF;
    IF way <> ALL (TG_ARGV) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = TG_TABLE_NAME || '_moves_by_its_steps',
            MESSAGE = TG_TABLE_NAME || ' does not go the way ' || way;
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION moves_by_its_steps() IS 'Raises restrict_violation for a birth or a step that the trigger does not name.';

-- -----------------------------------------------------------------------------------------------------------
-- The record. Sequence, hashes and recorded_at are the database's; each stream is a chain of its own.

CREATE FUNCTION record_part(content text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN content IS NULL THEN '-' ELSE octet_length(convert_to(content, 'UTF8'))::text || '=' || content END;
$$;
COMMENT ON FUNCTION record_part(text) IS 'A text behind its length in bytes, NULL as a dash: no two lists of parts read alike.';

CREATE FUNCTION record_micros(instant timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (extract(epoch FROM instant) * 1000000)::bigint::text;
$$;
COMMENT ON FUNCTION record_micros(timestamptz) IS 'Microseconds since 1970-01-01 UTC, whatever the session''s zone.';

CREATE FUNCTION record_event_hash(event record_event) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT encode(sha256(convert_to(
        'market.record/1'
        || public.record_part(event.previous_hash)
        || public.record_part(event.id::text)
        || public.record_part(event.stream)
        || public.record_part(event.sequence::text)
        || public.record_part(event.name)
        || public.record_part(event.subject_type)
        || public.record_part(event.subject_id::text)
        || public.record_part(event.jurisdiction_id)
        || public.record_part(event.actor_kind)
        || public.record_part(event.actor_person_id::text)
        || public.record_part(event.actor_account_id::text)
        || public.record_part(event.payload::text)
        || public.record_part(event.request_id)
        || public.record_part(public.record_micros(event.happened_at))
        || public.record_part(public.record_micros(event.recorded_at)), 'UTF8')), 'hex');
$$;
COMMENT ON FUNCTION record_event_hash(record_event) IS
    'The hash of an event over every column and the hash before it; market/record/verify.py computes the same.';

CREATE FUNCTION record_event_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head public.record_stream;
BEGIN
    SELECT * INTO head FROM public.record_stream WHERE stream = NEW.stream FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.record_stream (stream, sequence, hash) VALUES (NEW.stream, 0, '')
            ON CONFLICT (stream) DO NOTHING;
        SELECT * INTO STRICT head FROM public.record_stream WHERE stream = NEW.stream FOR NO KEY UPDATE;
    END IF;
    NEW.sequence := head.sequence + 1;
    NEW.previous_hash := head.hash;
    NEW.recorded_at := clock_timestamp();
    NEW.hash := public.record_event_hash(NEW);
    UPDATE public.record_stream SET sequence = NEW.sequence, hash = NEW.hash WHERE stream = NEW.stream;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION record_event_seal() IS 'Locks the head of the event''s stream and gives the event its place and hash.';
REVOKE ALL ON FUNCTION record_event_seal() FROM PUBLIC;

CREATE TRIGGER record_event_seal BEFORE INSERT ON record_event
    FOR EACH ROW EXECUTE FUNCTION record_event_seal();
CREATE TRIGGER record_event_append_only BEFORE UPDATE OR DELETE ON record_event
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER record_event_never_emptied BEFORE TRUNCATE ON record_event
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER record_stream_never_removed BEFORE DELETE ON record_stream
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER record_stream_never_emptied BEFORE TRUNCATE ON record_stream
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- The vault. A destroyed key stays destroyed; a cell never moves; openings and stored files are append-only.

CREATE FUNCTION data_key_lives_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.destroyed_at IS NOT NULL OR NEW.stream <> OLD.stream OR NEW.id <> OLD.id THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'data_key_lives_once',
            MESSAGE = 'a data key keeps its stream, and a destroyed one is never given back';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER data_key_lives_once BEFORE UPDATE ON data_key
    FOR EACH ROW EXECUTE FUNCTION data_key_lives_once();
CREATE TRIGGER data_key_never_removed BEFORE DELETE ON data_key
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER data_key_never_emptied BEFORE TRUNCATE ON data_key
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE FUNCTION sealed_under_a_living_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.data_key WHERE id = NEW.data_key_id AND destroyed_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'sealed_under_a_living_key',
            MESSAGE = 'nothing is sealed under a data key that has been destroyed';
    END IF;
    RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION sealed_under_a_living_key() FROM PUBLIC;

CREATE TRIGGER vault_cell_under_a_living_key BEFORE INSERT OR UPDATE ON vault_cell
    FOR EACH ROW EXECUTE FUNCTION sealed_under_a_living_key();
CREATE TRIGGER vault_index_under_a_living_key BEFORE INSERT OR UPDATE ON vault_index
    FOR EACH ROW EXECUTE FUNCTION sealed_under_a_living_key();
CREATE TRIGGER stored_file_under_a_living_key BEFORE INSERT ON stored_file
    FOR EACH ROW EXECUTE FUNCTION sealed_under_a_living_key();
CREATE TRIGGER vault_cell_never_emptied BEFORE TRUNCATE ON vault_cell
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TRIGGER opening_append_only BEFORE UPDATE OR DELETE ON opening
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER opening_never_emptied BEFORE TRUNCATE ON opening
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER opening_end_append_only BEFORE UPDATE OR DELETE ON opening_end
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER opening_end_never_emptied BEFORE TRUNCATE ON opening_end
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER stored_file_append_only BEFORE UPDATE OR DELETE ON stored_file
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER stored_file_never_emptied BEFORE TRUNCATE ON stored_file
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- -----------------------------------------------------------------------------------------------------------
-- Grants. The application inserts and reads; it changes only what its lifecycles and services change.

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO market_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;

GRANT SELECT ON record_event, record_stream TO market_app;
GRANT INSERT (
    stream, name, subject_type, subject_id, jurisdiction_id, actor_kind, actor_person_id, actor_account_id, payload,
    request_id, happened_at
) ON record_event TO market_app;

GRANT SELECT, INSERT ON jurisdiction, department TO market_app;
GRANT UPDATE (name_zh, name_en, court_code) ON jurisdiction TO market_app;
GRANT UPDATE (name_zh, kind) ON department TO market_app;
GRANT SELECT, INSERT ON person, account, sign_in_session, sign_in_throttle, invitation, appointment TO market_app;
GRANT UPDATE (display_name, mail, department_id) ON person TO market_app;
GRANT UPDATE (password_hash, disabled_at) ON account TO market_app;
GRANT UPDATE (ended_at) ON sign_in_session TO market_app;
GRANT UPDATE (failures, last_failure_at) ON sign_in_throttle TO market_app;
GRANT UPDATE (used_at, expires_at, code_hash, code_by_id) ON invitation TO market_app;
GRANT UPDATE (status, note, confirmed_by_id, confirmed_at, refused_by_id, refused_at, ended_at) ON appointment
    TO market_app;
GRANT DELETE ON sign_in_throttle TO market_app;

GRANT SELECT, INSERT ON data_key, vault_cell, vault_index, opening, opening_end, stored_file TO market_app;
GRANT UPDATE (wrapped, destroyed_at) ON data_key TO market_app;
GRANT UPDATE (ciphertext) ON vault_cell TO market_app;
GRANT UPDATE (purpose, digest) ON vault_index TO market_app;
GRANT DELETE ON vault_cell, vault_index TO market_app;

GRANT SELECT, INSERT ON clock_run, clock_pause, holiday_override TO market_app;
GRANT UPDATE (
    status, last_day, ends_at, overdue_at, next_at, near_at, near_fired_at, due_fired_at, overdue_fired_at, paused_on,
    ended_at, attempts, reckoning
) ON clock_run TO market_app;
GRANT UPDATE (resumed_on) ON clock_pause TO market_app;
GRANT UPDATE (is_workday, decree) ON holiday_override TO market_app;

GRANT SELECT, INSERT ON setting_version, notification, mail_intent TO market_app;
GRANT UPDATE (status, note, confirmed_by_id, decided_at) ON setting_version TO market_app;
GRANT UPDATE (read_at) ON notification TO market_app;
GRANT UPDATE (status, attempts, tried_at, sent_at) ON mail_intent TO market_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON submission TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- People. Administrators and auditors hold no other role (three administrations are three people); the rule
-- stands under a lock on the person, so that two roles given at once cannot pass each other by.

CREATE FUNCTION appointment_held_alone() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    alone CONSTANT text[] := ARRAY['system_admin', 'security_admin', 'audit_admin', 'auditor'];
BEGIN
    IF NEW.status NOT IN ('proposed', 'in_force') THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM public.person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM public.appointment other
        WHERE other.person_id = NEW.person_id AND other.id <> NEW.id AND other.role <> NEW.role
          AND other.status IN ('proposed', 'in_force')
          AND (other.role = ANY (alone) OR NEW.role = ANY (alone))
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'appointment_held_alone',
            MESSAGE = 'administrators and auditors hold no other role';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER appointment_held_alone BEFORE INSERT OR UPDATE ON appointment
    FOR EACH ROW EXECUTE FUNCTION appointment_held_alone();

CREATE FUNCTION appointment_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status IN ('refused', 'ended') AND NEW.status <> OLD.status
        OR OLD.status = 'in_force' AND NEW.status IN ('proposed', 'refused')
        OR (NEW.person_id, NEW.role, NEW.jurisdiction_id, NEW.valid_from)
            IS DISTINCT FROM (OLD.person_id, OLD.role, OLD.jurisdiction_id, OLD.valid_from)
        OR OLD.proposed_by_id IS NOT NULL AND NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id
        OR OLD.confirmed_by_id IS NOT NULL AND NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id
        OR OLD.refused_by_id IS NOT NULL AND NEW.refused_by_id IS DISTINCT FROM OLD.refused_by_id
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'appointment_decided_once',
            MESSAGE = 'an appointment keeps what was proposed and who decided it; propose a new one instead';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER appointment_decided_once BEFORE UPDATE ON appointment
    FOR EACH ROW EXECUTE FUNCTION appointment_decided_once();

-- Whoever founds a banner puts its first administrators in force, with nobody to propose them.
CREATE TRIGGER appointment_goes_its_ways AFTER INSERT OR UPDATE OF status ON appointment FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>proposed', '>in_force', 'proposed>in_force', 'proposed>refused', 'proposed>ended', 'in_force>ended');

CREATE FUNCTION appointment_founded_by_nobody() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        CONSTRAINT = 'appointment_founded_by_nobody',
        MESSAGE = 'a role that somebody proposes waits for its confirmation';
END;
$$;

CREATE TRIGGER appointment_founded_by_nobody BEFORE INSERT ON appointment
    FOR EACH ROW WHEN (NEW.status <> 'proposed' AND (NEW.proposed_by_id IS NOT NULL OR NEW.confirmed_by_id IS NOT NULL))
    EXECUTE FUNCTION appointment_founded_by_nobody();

CREATE FUNCTION invitation_used_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.used_at IS NOT NULL
        OR NEW.expires_at > OLD.expires_at
        OR (NEW.account_id, NEW.token_hash, NEW.purpose, NEW.issued_by_id, NEW.was_mailed)
            IS DISTINCT FROM (OLD.account_id, OLD.token_hash, OLD.purpose, OLD.issued_by_id, OLD.was_mailed)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'invitation_used_once',
            MESSAGE = 'a one-time link is used once and never made to last longer';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER invitation_used_once BEFORE UPDATE ON invitation
    FOR EACH ROW EXECUTE FUNCTION invitation_used_once();

-- A setting that was decided stays what it was; a new value is a new row.
CREATE FUNCTION setting_version_decided_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.status <> 'proposed'
        OR (NEW.jurisdiction_id, NEW.name, NEW.value, NEW.effective_from, NEW.reason, NEW.proposed_by_id)
            IS DISTINCT FROM
           (OLD.jurisdiction_id, OLD.name, OLD.value, OLD.effective_from, OLD.reason, OLD.proposed_by_id)
    THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'setting_version_decided_once',
            MESSAGE = 'a decided setting is not changed; propose a new value instead';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER setting_version_decided_once BEFORE UPDATE ON setting_version
    FOR EACH ROW EXECUTE FUNCTION setting_version_decided_once();
CREATE TRIGGER setting_version_goes_its_ways AFTER INSERT OR UPDATE OF status ON setting_version FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>proposed', 'proposed>in_force', 'proposed>refused');

-- Whoever asks whether the service is ready sees which migrations were made.
DO $$
BEGIN
    IF to_regclass('public.alembic_version') IS NOT NULL THEN
        GRANT SELECT ON alembic_version TO market_app;
    END IF;
END;
$$;
