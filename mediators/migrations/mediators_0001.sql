-- The rules of the mediators' floor, said by the database. Run as market_owner after the tables exist.
-- A refusal names a constraint, so that the edge can word it (mediators/sentences.py).

CREATE FUNCTION mediators_refuse(rule text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule, MESSAGE = 'refused by the rule ' || rule;
END $$;

-- What was said and what was logged stays as it was written, for the owner of the tables too.
CREATE TRIGGER party_answer_stays BEFORE UPDATE OR DELETE ON party_answer
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER party_answer_is_not_emptied BEFORE TRUNCATE ON party_answer
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER mediation_session_stays BEFORE UPDATE OR DELETE ON mediation_session
  FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER mediation_session_is_not_emptied BEFORE TRUNCATE ON mediation_session
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- A mediator begins as an applicant, so that nobody is approved but by the two reviewers' steps.
CREATE FUNCTION mediators_mediator_begins() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.status <> 'applied' OR NEW.endorsed_by_id IS NOT NULL OR NEW.approved_by_id IS NOT NULL THEN
    PERFORM mediators_refuse('mediator_begins_as_applicant');
  END IF;
  IF EXISTS (SELECT FROM committee c WHERE c.id = NEW.committee_id AND c.closed_at <= NEW.applied_at) THEN
    PERFORM mediators_refuse('mediator_of_an_open_committee');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER mediator_begins BEFORE INSERT ON mediator
  FOR EACH ROW EXECUTE FUNCTION mediators_mediator_begins();

CREATE TRIGGER mediator_goes_its_ways AFTER INSERT OR UPDATE OF status ON mediator FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>applied', 'applied>endorsed', 'endorsed>approved', 'applied>rejected', 'endorsed>rejected',
    'approved>suspended', 'suspended>approved', 'applied>resigned', 'endorsed>resigned', 'approved>resigned',
    'suspended>resigned');

-- Nobody suspends or reinstates themself, and each is stamped with who did it.
CREATE FUNCTION mediators_mediator_reinstated() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.status = 'approved' AND (NEW.reinstated_by_id IS NULL OR NEW.reinstated_at IS NULL
     OR NEW.reinstated_at IS NOT DISTINCT FROM OLD.reinstated_at) THEN
    PERFORM mediators_refuse('mediator_reinstated_by_somebody');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER mediator_reinstated BEFORE UPDATE OF status ON mediator
  FOR EACH ROW WHEN (OLD.status = 'suspended') EXECUTE FUNCTION mediators_mediator_reinstated();

-- One person is one mediator: of those who serve, no two have the same ID number, of which only a keyed hash is seen.
-- Approvals of one number wait for one another.
CREATE FUNCTION mediators_mediator_is_one_person() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own bytea;
BEGIN
  SELECT v.digest INTO own FROM vault_index v
    WHERE v.table_name = 'mediator' AND v.row_id = NEW.id AND v.column_name = 'id_number' AND v.purpose = 'id_number';
  PERFORM pg_advisory_xact_lock(hashtext('mediator.id_number ' || encode(own, 'hex')));
  IF EXISTS (
    SELECT FROM vault_index v JOIN mediator m ON m.id = v.row_id
    WHERE v.table_name = 'mediator' AND v.row_id <> NEW.id AND v.column_name = 'id_number' AND v.purpose = 'id_number'
      AND v.digest = own AND m.status IN ('approved', 'suspended')
  ) THEN
    PERFORM mediators_refuse('mediator_is_one_person');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER mediator_is_one_person AFTER UPDATE OF status ON mediator
  FOR EACH ROW WHEN (OLD.status <> 'approved' AND NEW.status = 'approved')
  EXECUTE FUNCTION mediators_mediator_is_one_person();

-- A claim is received from an approved mediator, on a listing that takes claims, on or before its last day for them.
-- The mediator's row is held in share mode, so that a suspension cannot slip in between.
CREATE FUNCTION mediators_claim_received() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_listing record;
  mediator_status text;
BEGIN
  IF NEW.status <> 'standing' THEN
    PERFORM mediators_refuse('claim_begins_standing');
  END IF;
  SELECT l.case_id, l.status, l.claim_by INTO of_listing FROM listing l WHERE l.id = NEW.listing_id;
  IF of_listing.case_id IS DISTINCT FROM NEW.case_id THEN
    PERFORM mediators_refuse('claim_of_the_listings_case');
  END IF;
  IF of_listing.status NOT IN ('published', 'proposed') THEN
    PERFORM mediators_refuse('claim_on_an_open_listing');
  END IF;
  IF (NEW.received_at AT TIME ZONE 'Asia/Shanghai')::date > of_listing.claim_by THEN
    PERFORM mediators_refuse('claim_received_in_time');
  END IF;
  SELECT m.status INTO mediator_status FROM mediator m WHERE m.id = NEW.mediator_id FOR SHARE;
  IF mediator_status IS DISTINCT FROM 'approved' THEN
    PERFORM mediators_refuse('claim_by_an_approved_mediator');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER claim_received BEFORE INSERT ON claim
  FOR EACH ROW EXECUTE FUNCTION mediators_claim_received();

-- What has ended stays ended; a claim is proposed and granted only while its mediator is approved, and by another.
CREATE FUNCTION mediators_claim_moves() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mediator_status text;
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    PERFORM mediators_refuse('claim_has_ended');
  END IF;
  IF NEW.status = 'granted' AND OLD.status NOT IN ('proposed', 'settled') THEN
    PERFORM mediators_refuse('claim_granted_after_proposal');
  END IF;
  IF EXISTS (
    SELECT FROM mediator m WHERE m.id = NEW.mediator_id AND m.person_id IN (NEW.proposed_by_id, NEW.granted_by_id)
  ) THEN
    PERFORM mediators_refuse('claim_chosen_by_another');
  END IF;
  IF NEW.status = 'proposed' OR (NEW.status = 'granted' AND OLD.status = 'proposed') THEN
    SELECT m.status INTO mediator_status FROM mediator m WHERE m.id = NEW.mediator_id FOR SHARE;
    IF mediator_status IS DISTINCT FROM 'approved' THEN
      PERFORM mediators_refuse('claim_by_an_approved_mediator');
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER claim_moves BEFORE UPDATE OF status ON claim
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION mediators_claim_moves();

CREATE TRIGGER claim_goes_its_ways AFTER INSERT OR UPDATE OF status ON claim FOR EACH ROW EXECUTE FUNCTION moves_by_its_steps(
    '>standing', 'standing>proposed', 'proposed>granted', 'proposed>not_accepted', 'proposed>unanswered',
    'standing>declined', 'held>declined', 'granted>replaced', 'standing>withdrawn', 'held>withdrawn',
    'proposed>withdrawn', 'granted>relinquished', 'standing>held', 'held>standing', 'granted>lapsed',
    'standing>suspended', 'held>suspended', 'proposed>suspended', 'granted>suspended', 'granted>settled',
    'settled>granted', 'settled>completed', 'standing>closed', 'held>closed', 'proposed>closed',
    'granted>closed', 'settled>closed');

-- An answer is a party's of this very case, to a claim that is before the parties.
CREATE FUNCTION mediators_answer_given() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM claim c WHERE c.id = NEW.claim_id AND c.status = 'proposed') THEN
    PERFORM mediators_refuse('answer_to_a_proposed_claim');
  END IF;
  IF NOT EXISTS (
    SELECT FROM party p JOIN claim c ON c.case_id = p.case_id
    WHERE p.id = NEW.party_id AND c.id = NEW.claim_id AND p.removed_at IS NULL
  ) THEN
    PERFORM mediators_refuse('answer_of_a_party_of_the_case');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER answer_given BEFORE INSERT ON party_answer
  FOR EACH ROW EXECUTE FUNCTION mediators_answer_given();

-- No grant without the acceptance of every party of the case; whoever recorded one does not grant.
CREATE FUNCTION mediators_grant_is_accepted() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parties bigint;
  accepting bigint;
  by_the_granter bigint;
BEGIN
  SELECT count(*), count(*) FILTER (WHERE a.answer = 'accepted'),
         count(*) FILTER (WHERE a.recorded_by_id = NEW.granted_by_id)
    INTO parties, accepting, by_the_granter
    FROM party p
    LEFT JOIN LATERAL (
      SELECT pa.answer, pa.recorded_by_id FROM party_answer pa
      WHERE pa.party_id = p.id AND pa.claim_id = NEW.id ORDER BY pa.id DESC LIMIT 1
    ) a ON true
    WHERE p.case_id = NEW.case_id AND p.removed_at IS NULL;
  IF parties = 0 OR accepting <> parties THEN
    PERFORM mediators_refuse('grant_accepted_by_every_party');
  END IF;
  IF by_the_granter > 0 THEN
    PERFORM mediators_refuse('grant_by_another_than_the_recorder');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER grant_is_accepted AFTER UPDATE OF status ON claim
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'proposed' AND NEW.status = 'granted')
  EXECUTE FUNCTION mediators_grant_is_accepted();

-- A listing does not open again while a claim lives, and does not expire while one stands, waits or lives.
CREATE FUNCTION mediators_listing_is_free() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  now_status text;
BEGIN
  SELECT l.status INTO now_status FROM listing l WHERE l.id = NEW.id;
  IF now_status = 'published' AND EXISTS (
    SELECT FROM claim c WHERE c.listing_id = NEW.id AND c.status IN ('proposed', 'granted', 'settled')
  ) THEN
    PERFORM mediators_refuse('listing_reopens_without_a_live_claim');
  END IF;
  IF now_status = 'expired' AND EXISTS (
    SELECT FROM claim c WHERE c.listing_id = NEW.id
      AND c.status IN ('standing', 'held', 'proposed', 'granted', 'settled')
  ) THEN
    PERFORM mediators_refuse('listing_expires_without_a_claim');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER listing_is_free AFTER UPDATE OF status ON listing
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('published', 'expired'))
  EXECUTE FUNCTION mediators_listing_is_free();

-- A listing says what its one live claim says, at every commit and from both sides.
CREATE FUNCTION mediators_listing_says_its_claim() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked bigint;
  said text;
  live text;
BEGIN
  IF TG_TABLE_NAME = 'listing' THEN asked := NEW.id; ELSE asked := NEW.listing_id; END IF;
  SELECT CASE l.status WHEN 'proposed' THEN 'proposed' WHEN 'claimed' THEN 'granted' WHEN 'settled' THEN 'settled'
                       WHEN 'confirmed' THEN 'settled' END
    INTO said FROM listing l WHERE l.id = asked;
  SELECT c.status INTO live FROM claim c WHERE c.listing_id = asked AND c.status IN ('proposed', 'granted', 'settled');
  IF live IS DISTINCT FROM said THEN
    PERFORM mediators_refuse('listing_says_its_claim');
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER listing_says_its_claim AFTER INSERT OR UPDATE OF status ON listing
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mediators_listing_says_its_claim();
CREATE CONSTRAINT TRIGGER listing_says_its_claim AFTER INSERT OR UPDATE OF status ON claim
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mediators_listing_says_its_claim();

-- A session is logged by the mediator to whom the case is granted, on or after the day of the grant.
CREATE FUNCTION mediators_session_logged() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  of_claim record;
BEGIN
  SELECT c.status, c.granted_at, m.person_id INTO of_claim
    FROM claim c JOIN mediator m ON m.id = c.mediator_id WHERE c.id = NEW.claim_id;
  IF of_claim.status IS DISTINCT FROM 'granted' THEN
    PERFORM mediators_refuse('session_of_a_granted_claim');
  END IF;
  IF of_claim.person_id <> NEW.logged_by_id THEN
    PERFORM mediators_refuse('session_logged_by_its_mediator');
  END IF;
  IF NEW.held_on < (of_claim.granted_at AT TIME ZONE 'Asia/Shanghai')::date
     OR NEW.held_on > (NEW.logged_at AT TIME ZONE 'Asia/Shanghai')::date THEN
    PERFORM mediators_refuse('session_held_since_the_grant');
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER session_logged BEFORE INSERT ON mediation_session
  FOR EACH ROW EXECUTE FUNCTION mediators_session_logged();

-- What the application may do. Plans, declarations, answers and sessions are written once.
GRANT SELECT, INSERT ON committee, mediator, claim, party_answer, mediation_session TO market_app;
GRANT UPDATE (name, seal_text, closed_at) ON committee TO market_app;
GRANT UPDATE (status, status_reason, endorsed_at, endorsed_by_id, approved_at, approved_by_id, rejected_at,
              rejected_by_id, suspended_at, suspended_by_id, reinstated_at, reinstated_by_id, resigned_at)
  ON mediator TO market_app;
GRANT UPDATE (status, proposed_at, proposed_by_id, granted_at, granted_by_id, days_allowed, ended_at, ended_by_id,
              end_reason, replace_code) ON claim TO market_app;
GRANT USAGE ON SEQUENCE committee_id_seq, mediator_id_seq, claim_id_seq, party_answer_id_seq,
                        mediation_session_id_seq TO market_app;
