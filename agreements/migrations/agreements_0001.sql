-- The rules of agreements and their confirmation, said by the database. Run as market_owner after the tables exist.
-- A refusal names a constraint, so that the edge can word it (agreements/sentences.py). No per cent sign here.

CREATE FUNCTION agreements_refuse(rule text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = 'refused by the rule ' || rule;
END $$;

-- ---------------------------------------------------------------------------------------------------------
-- Agreements: drafted by the mediator of a granted claim, frozen for signing, in effect by their marks.

CREATE FUNCTION agreements_agreement_begins() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_claim record;
BEGIN
  IF NEW.status <> 'draft' OR NEW.frozen_hash IS NOT NULL OR NEW.took_effect_on IS NOT NULL THEN
    PERFORM agreements_refuse('agreement_begins_as_draft');
  END IF;
  SELECT c.status, c.case_id, c.listing_id, m.person_id INTO of_claim
    FROM claim c JOIN mediator m ON m.id = c.mediator_id WHERE c.id = NEW.claim_id;
  IF of_claim.status IS DISTINCT FROM 'granted' THEN
    PERFORM agreements_refuse('agreement_of_a_granted_claim');
  END IF;
  IF (of_claim.case_id, of_claim.listing_id) IS DISTINCT FROM (NEW.case_id, NEW.listing_id) THEN
    PERFORM agreements_refuse('agreement_of_the_claims_case');
  END IF;
  IF of_claim.person_id <> NEW.drafted_by_id THEN
    PERFORM agreements_refuse('agreement_drafted_by_its_mediator');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER agreement_begins BEFORE INSERT ON agreement
  FOR EACH ROW EXECUTE FUNCTION agreements_agreement_begins();

CREATE FUNCTION agreements_agreement_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.frozen_hash IS NOT NULL AND NEW.frozen_hash IS DISTINCT FROM OLD.frozen_hash THEN
    IF NEW.status <> 'draft' OR NEW.frozen_hash IS NOT NULL THEN
      PERFORM agreements_refuse('agreement_stays_frozen');
    END IF;
  END IF;
  IF OLD.status = 'signing' AND NEW.status = 'draft' AND EXISTS (
    SELECT FROM agreement_mark k WHERE k.agreement_id = NEW.id AND k.returned_at IS NULL
  ) THEN
    PERFORM agreements_refuse('agreement_with_marks_stays_frozen');
  END IF;
  IF OLD.took_effect_on IS NOT NULL AND (OLD.took_effect_on, OLD.limit_last_day, OLD.file_by)
     IS DISTINCT FROM (NEW.took_effect_on, NEW.limit_last_day, NEW.file_by) THEN
    PERFORM agreements_refuse('agreement_keeps_its_days');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER agreement_moves BEFORE UPDATE ON agreement
  FOR EACH ROW EXECUTE FUNCTION agreements_agreement_moves();
CREATE TRIGGER agreement_goes_its_ways BEFORE INSERT OR UPDATE OF status ON agreement FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>draft', 'draft>signing', 'signing>draft', 'draft>abandoned', 'signing>abandoned', 'signing>in_effect',
    'in_effect>varied', 'in_effect>unconfirmed');

-- The limit is the clock's: its last day, lengthened where the paper signed by parties and mediator waited for the
-- committee's seal, by those days and at most the rest days (a holiday of up to twelve) at their end.
CREATE FUNCTION agreements_limit_is_the_clocks() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last_day date;
  complete_on date;
BEGIN
  SELECT r.last_day INTO last_day FROM clock_run r
    WHERE r.clock = 'claim_limit' AND r.subject_type = 'claim' AND r.subject_id = NEW.claim_id
    ORDER BY (r.status IN ('running', 'paused')) DESC, r.id DESC LIMIT 1;
  SELECT max(k.signed_on) INTO complete_on FROM agreement_mark k
    WHERE k.agreement_id = NEW.id AND k.returned_at IS NULL AND k.kind <> 'committee';
  IF last_day IS NULL OR NEW.limit_last_day < last_day
     OR (NEW.limit_last_day > last_day AND (complete_on > last_day OR NEW.took_effect_on <= complete_on
         OR NEW.limit_last_day > last_day + (NEW.took_effect_on - complete_on) + 12)) THEN
    PERFORM agreements_refuse('agreement_limit_is_the_clocks');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER agreement_takes_the_clocks_limit AFTER UPDATE OF status ON agreement
  FOR EACH ROW WHEN (OLD.status = 'signing' AND NEW.status = 'in_effect')
  EXECUTE FUNCTION agreements_limit_is_the_clocks();
CREATE TRIGGER agreement_never_removed BEFORE DELETE ON agreement
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER agreement_never_emptied BEFORE TRUNCATE ON agreement
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- The text of an agreement that is frozen is not resealed: only a draft's may be replaced or taken away. The cell is
-- written before the step that freezes it and after the one that thaws it, while the row says draft.
CREATE FUNCTION agreements_text_is_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM agreement a WHERE a.id = OLD.row_id AND a.status <> 'draft') THEN
    PERFORM agreements_refuse('agreement_stays_frozen');
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION agreements_text_is_frozen() FROM PUBLIC;

CREATE TRIGGER agreement_text_is_frozen BEFORE UPDATE OR DELETE ON vault_cell
  FOR EACH ROW WHEN (OLD.table_name = 'agreement') EXECUTE FUNCTION agreements_text_is_frozen();

-- An agreement takes effect on its latest signing date, with a verified mark of every party, the mediator and the
-- committee (People's Mediation Law 29).
CREATE FUNCTION agreements_effect_is_marked() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  row_now record;
  parties bigint;
  parties_marked bigint;
  others_marked bigint;
  unverified bigint;
  latest date;
BEGIN
  SELECT a.status, a.case_id, a.took_effect_on INTO row_now FROM agreement a WHERE a.id = NEW.id;
  IF row_now.status NOT IN ('in_effect', 'varied', 'unconfirmed') THEN
    RETURN NULL;
  END IF;
  SELECT count(*) INTO parties FROM party p WHERE p.case_id = row_now.case_id AND p.removed_at IS NULL;
  SELECT count(DISTINCT k.party_id) FILTER (WHERE p.id IS NOT NULL), count(DISTINCT k.kind) FILTER (WHERE k.kind <> 'party'),
         count(*) FILTER (WHERE k.verified_at IS NULL), max(k.signed_on)
    INTO parties_marked, others_marked, unverified, latest
    FROM agreement_mark k
    LEFT JOIN party p ON p.id = k.party_id AND p.case_id = row_now.case_id AND p.removed_at IS NULL
    WHERE k.agreement_id = NEW.id AND k.returned_at IS NULL;
  IF parties = 0 OR parties_marked <> parties OR others_marked <> 2 OR unverified > 0 THEN
    PERFORM agreements_refuse('agreement_effect_needs_every_mark');
  END IF;
  IF latest IS DISTINCT FROM row_now.took_effect_on THEN
    PERFORM agreements_refuse('agreement_effect_by_latest_signing');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER agreement_effect_is_marked AFTER UPDATE OF status, took_effect_on ON agreement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agreements_effect_is_marked();

-- Nobody records or checks for the office what they have mediated themselves: whether one of these persons did.
CREATE FUNCTION agreements_mediated_by(agreement_id bigint, person_ids bigint[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM agreement a JOIN claim c ON c.id = a.claim_id JOIN mediator m ON m.id = c.mediator_id
    WHERE a.id = $1 AND m.person_id = ANY ($2)
  );
$$;

-- ---------------------------------------------------------------------------------------------------------
-- Marks: recorded while it is open for signing, checked once by another person, otherwise never changed.

CREATE FUNCTION agreements_mark_recorded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_agreement record;
BEGIN
  IF NEW.verified_at IS NOT NULL OR NEW.returned_at IS NOT NULL THEN
    PERFORM agreements_refuse('mark_begins_unchecked');
  END IF;
  SELECT a.status, a.case_id, a.drafted_at INTO of_agreement FROM agreement a WHERE a.id = NEW.agreement_id;
  IF of_agreement.status IS DISTINCT FROM 'signing' THEN
    PERFORM agreements_refuse('mark_while_signing');
  END IF;
  IF NEW.signed_on < (of_agreement.drafted_at AT TIME ZONE 'Asia/Shanghai')::date THEN
    PERFORM agreements_refuse('mark_not_before_draft');
  END IF;
  IF NEW.party_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM party p WHERE p.id = NEW.party_id AND p.case_id = of_agreement.case_id AND p.removed_at IS NULL
  ) THEN
    PERFORM agreements_refuse('mark_of_a_party_of_the_case');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER mark_recorded BEFORE INSERT ON agreement_mark
  FOR EACH ROW EXECUTE FUNCTION agreements_mark_recorded();

CREATE FUNCTION agreements_mark_checked() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.verified_at IS NOT NULL OR OLD.returned_at IS NOT NULL
     OR (OLD.id, OLD.public_id, OLD.jurisdiction_id, OLD.agreement_id, OLD.kind, OLD.manner, OLD.signed_on,
         OLD.recorded_at, OLD.recorded_by_id) IS DISTINCT FROM
        (NEW.id, NEW.public_id, NEW.jurisdiction_id, NEW.agreement_id, NEW.kind, NEW.manner, NEW.signed_on,
         NEW.recorded_at, NEW.recorded_by_id)
     OR OLD.party_id IS DISTINCT FROM NEW.party_id OR OLD.scan_id IS DISTINCT FROM NEW.scan_id THEN
    PERFORM agreements_refuse('mark_stays_as_recorded');
  END IF;
  IF agreements_mediated_by(NEW.agreement_id, ARRAY[NEW.recorded_by_id, NEW.verified_by_id, NEW.returned_by_id]) THEN
    PERFORM agreements_refuse('mark_checked_by_another_than_the_mediator');
  END IF;
  IF NOT EXISTS (SELECT FROM agreement a WHERE a.id = NEW.agreement_id AND a.status = 'signing') THEN
    PERFORM agreements_refuse('mark_while_signing');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER mark_checked BEFORE UPDATE ON agreement_mark
  FOR EACH ROW EXECUTE FUNCTION agreements_mark_checked();
CREATE TRIGGER mark_never_removed BEFORE DELETE ON agreement_mark
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER mark_never_emptied BEFORE TRUNCATE ON agreement_mark
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- ---------------------------------------------------------------------------------------------------------
-- Confirmation: filed within the 30 days for an agreement in effect, moved by its steps, ruled on after the filing.

CREATE FUNCTION agreements_confirmation_filed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_agreement record;
BEGIN
  IF NEW.status <> 'filed' OR NEW.outcome IS NOT NULL OR NEW.ruling_verified_at IS NOT NULL THEN
    PERFORM agreements_refuse('confirmation_begins_filed');
  END IF;
  SELECT a.status, a.took_effect_on, a.file_by INTO of_agreement FROM agreement a WHERE a.id = NEW.agreement_id;
  IF of_agreement.status IS DISTINCT FROM 'in_effect' THEN
    PERFORM agreements_refuse('confirmation_of_an_agreement_in_effect');
  END IF;
  IF NEW.filed_on < of_agreement.took_effect_on OR NEW.filed_on > of_agreement.file_by THEN
    PERFORM agreements_refuse('confirmation_filed_in_time');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER confirmation_filed BEFORE INSERT ON confirmation
  FOR EACH ROW EXECUTE FUNCTION agreements_confirmation_filed();

CREATE FUNCTION agreements_confirmation_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.status = 'ruling_recorded' AND NEW.status = 'accepted'
     AND (NEW.ruling_returned_by_id <> OLD.ruling_recorded_by_id) IS NOT TRUE THEN
    PERFORM agreements_refuse('ruling_returned_by_another');
  END IF;
  IF OLD.status IN ('not_accepted', 'withdrawn', 'effective', 'dismissed') THEN
    PERFORM agreements_refuse('confirmation_has_ended');
  END IF;
  IF agreements_mediated_by(NEW.agreement_id, ARRAY[NEW.ruling_recorded_by_id, NEW.ruling_verified_by_id,
                                                    NEW.ruling_returned_by_id]) THEN
    PERFORM agreements_refuse('ruling_read_by_another_than_the_mediator');
  END IF;
  IF (OLD.outcome, OLD.ruling_number, OLD.ruled_on, OLD.served_on) IS DISTINCT FROM
     (NEW.outcome, NEW.ruling_number, NEW.ruled_on, NEW.served_on) AND OLD.status <> 'accepted' THEN
    PERFORM agreements_refuse('ruling_stays_as_recorded');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER confirmation_moves BEFORE UPDATE ON confirmation
  FOR EACH ROW EXECUTE FUNCTION agreements_confirmation_moves();
CREATE TRIGGER confirmation_goes_its_ways BEFORE INSERT OR UPDATE OF status ON confirmation FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>filed', 'filed>accepted', 'filed>not_accepted', 'filed>withdrawn', 'accepted>withdrawn',
    'accepted>ruling_recorded', 'ruling_recorded>accepted', 'ruling_recorded>effective',
    'ruling_recorded>dismissed');
CREATE TRIGGER confirmation_never_removed BEFORE DELETE ON confirmation
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER confirmation_never_emptied BEFORE TRUNCATE ON confirmation
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- An agreement is not left unconfirmed while the court has the application, nor agreed anew without a dismissal.
CREATE FUNCTION agreements_end_is_founded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  now_status text;
BEGIN
  SELECT a.status INTO now_status FROM agreement a WHERE a.id = NEW.id;
  IF now_status = 'varied' AND NOT EXISTS (
    SELECT FROM confirmation c WHERE c.agreement_id = NEW.id AND c.status = 'dismissed'
  ) THEN
    PERFORM agreements_refuse('agreement_varied_after_dismissal');
  END IF;
  IF now_status = 'unconfirmed' AND EXISTS (
    SELECT FROM confirmation c WHERE c.agreement_id = NEW.id
      AND c.status IN ('filed', 'accepted', 'ruling_recorded', 'effective')
  ) THEN
    PERFORM agreements_refuse('agreement_unconfirmed_without_application');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER agreement_end_is_founded AFTER UPDATE OF status ON agreement
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status IN ('varied', 'unconfirmed')) EXECUTE FUNCTION agreements_end_is_founded();

-- ---------------------------------------------------------------------------------------------------------
-- What listings owe to agreements: settled by one in effect, confirmed by a verified ruling.

CREATE FUNCTION agreements_listing_is_settled() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  now_status text;
BEGIN
  SELECT l.status INTO now_status FROM listing l WHERE l.id = NEW.id;
  IF now_status IN ('settled', 'confirmed') AND NOT EXISTS (
    SELECT FROM agreement a WHERE a.listing_id = NEW.id AND a.status = 'in_effect'
  ) THEN
    PERFORM agreements_refuse('listing_settled_by_an_agreement');
  END IF;
  IF now_status = 'confirmed' AND NOT EXISTS (
    SELECT FROM agreement a JOIN confirmation c ON c.agreement_id = a.id
    WHERE a.listing_id = NEW.id AND a.status = 'in_effect' AND c.status = 'effective'
  ) THEN
    PERFORM agreements_refuse('listing_confirmed_by_a_ruling');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER listing_is_settled AFTER UPDATE OF status ON listing
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('settled', 'confirmed'))
  EXECUTE FUNCTION agreements_listing_is_settled();

-- ---------------------------------------------------------------------------------------------------------
-- What the application may do.

GRANT SELECT, INSERT ON agreement, agreement_mark, confirmation TO market_app;
GRANT UPDATE (status, edited_at, signing_opened_at, frozen_hash, took_effect_on, limit_last_day, file_by, in_effect_at,
              ended_at, ended_by_id, end_reason) ON agreement TO market_app;
GRANT UPDATE (verified_at, verified_by_id, returned_at, returned_by_id, return_reason) ON agreement_mark TO market_app;
GRANT UPDATE (status, accepted_on, ended_on, not_accepted_ground, end_note, outcome, ruling_number, ruling_doubts,
              ruled_on, served_on, ruling_recorded_at, ruling_recorded_by_id, ruling_returned_at, ruling_returned_by_id,
              ruling_return_reason, ruling_verified_at, ruling_verified_by_id) ON confirmation TO market_app;
GRANT USAGE ON SEQUENCE agreement_id_seq, agreement_mark_id_seq, confirmation_id_seq TO market_app;
