-- The rules of graded reasons, disputes, attachments and imports in the database. Runs as market_owner after the
-- tables have been made. No statement here needs parameters; nothing here contains a per cent sign.

-- -----------------------------------------------------------------------------------------------------------
-- Grades. A case that was graded before reasons were kept stays as it is until it is graded anew.

CREATE FUNCTION grades_have_reasons() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c
        WHERE c.id = NEW.id
            AND (c.difficulty IS NOT NULL AND btrim(c.difficulty_reason) = ''
                OR c.merit IS NOT NULL AND btrim(c.merit_reason) = '');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'grades_have_reasons',
            MESSAGE = 'difficulty and merit are each given with a reason';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION grades_have_reasons() IS 'At commit: whoever grades a case says why.';

CREATE CONSTRAINT TRIGGER grades_have_reasons
    AFTER INSERT OR UPDATE OF difficulty, merit, difficulty_reason, merit_reason, classified_on ON petition_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grades_have_reasons();

GRANT UPDATE (difficulty_reason, merit_reason) ON petition_case TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- Disputes. A case joins a dispute before any listing of its own was released, and leaves one only while none of the
-- dispute was: otherwise a second reward of one dispute would need no more than another number beside the case.

CREATE OR REPLACE FUNCTION dispute_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = OLD.dispute_id AND l.released_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_is_kept',
            MESSAGE = 'a case stays with its dispute once a listing of that dispute was released';
    END IF;
    RETURN NEW;
END;
$$;

CREATE FUNCTION dispute_of_one_banner() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.petition_case AS c
        WHERE c.dispute_id = NEW.dispute_id AND c.jurisdiction_id <> NEW.jurisdiction_id;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'dispute_of_one_banner',
            MESSAGE = 'cases of one dispute belong to one banner';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION dispute_of_one_banner() IS 'The one reward of a dispute is counted within a banner, so its cases stay within one.';

CREATE TRIGGER dispute_of_one_banner AFTER INSERT OR UPDATE OF dispute_id ON petition_case
    FOR EACH ROW EXECUTE FUNCTION dispute_of_one_banner();

CREATE FUNCTION dispute_has_one_listing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    dispute text;
BEGIN
    SELECT c.dispute_id INTO STRICT dispute FROM public.petition_case AS c WHERE c.id = NEW.case_id;
    -- Two releases at once wait for each other here, so that the later one sees the earlier one's row.
    PERFORM pg_advisory_xact_lock(hashtextextended('dispute ' || dispute, 0));
    PERFORM 1 FROM public.listing AS l JOIN public.petition_case AS c ON c.id = l.case_id
        WHERE c.dispute_id = dispute AND c.id <> NEW.case_id
            AND l.status IN ('published', 'proposed', 'claimed', 'settled', 'confirmed', 'rewarded');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'dispute_has_one_listing',
            MESSAGE = 'another case of the same dispute is on the board or was rewarded';
    END IF;
    RETURN NULL;
END;
$$;
COMMENT ON FUNCTION dispute_has_one_listing() IS 'At release: no other case of the dispute is on the board, in mediation or rewarded.';

CREATE TRIGGER dispute_has_one_listing AFTER UPDATE OF released_at ON listing
    FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL)
    EXECUTE FUNCTION dispute_has_one_listing();
CREATE TRIGGER dispute_begins_with_one_listing AFTER INSERT ON listing
    FOR EACH ROW WHEN (NEW.released_at IS NOT NULL) EXECUTE FUNCTION dispute_has_one_listing();

-- -----------------------------------------------------------------------------------------------------------
-- Attachments. What was kept stays the file that it was, of the case that it was; a removal is said once.

CREATE FUNCTION attachment_is_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'attachment_is_kept',
            MESSAGE = 'a removed attachment stays removed, with its reason';
    END IF;
    PERFORM 1 FROM public.stored_file AS f
        WHERE f.id = NEW.file_id AND f.stream = 'case:' || NEW.case_id::text AND f.jurisdiction_id = NEW.jurisdiction_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'integrity_constraint_violation',
            CONSTRAINT = 'attachment_is_of_its_case',
            MESSAGE = 'an attachment is sealed under the key of its own case';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER attachment_of_its_case BEFORE INSERT ON case_attachment
    FOR EACH ROW EXECUTE FUNCTION attachment_is_kept();
CREATE TRIGGER attachment_removed_once BEFORE UPDATE ON case_attachment
    FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL) EXECUTE FUNCTION attachment_is_kept();

GRANT SELECT, INSERT ON case_attachment TO market_app;
GRANT UPDATE (removed_at, removed_by_id, removal_reason) ON case_attachment TO market_app;

-- -----------------------------------------------------------------------------------------------------------
-- Imports. A batch is imported once, and only while its import is; a fault is a place and a code, written once.

CREATE TRIGGER case_import_goes_its_ways AFTER INSERT OR UPDATE OF status ON case_import FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>received', 'received>waiting', 'received>refused', 'received>discarded', 'waiting>importing', 'waiting>discarded',
    'importing>imported', 'importing>waiting');

CREATE FUNCTION import_batch_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.case_import AS i WHERE i.id = NEW.import_id AND i.status = 'importing';
    IF NOT FOUND OR OLD.imported_at IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'import_batch_once',
            MESSAGE = 'a batch is imported once, after the clerk has decided';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER import_batch_once BEFORE UPDATE ON import_batch
    FOR EACH ROW EXECUTE FUNCTION import_batch_once();

CREATE TRIGGER import_fault_append_only BEFORE UPDATE OR DELETE ON import_fault
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER import_fault_never_emptied BEFORE TRUNCATE ON import_fault
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO market_app;
GRANT SELECT, INSERT ON case_import, import_batch, import_fault TO market_app;
GRANT UPDATE (
    status, file_id, rows_total, rows_valid, rows_known, rows_done, fault_count, refusal, whole, checked_at, decided_at,
    decided_by_id, ended_at, cases_made
) ON case_import TO market_app;
GRANT UPDATE (imported_at) ON import_batch TO market_app;
