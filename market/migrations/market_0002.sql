-- A retired key makes nothing new, and no administrator opens personal data. Runs as market_owner after market_0002.py
-- has made the table and the column. No statement here needs parameters; nothing here contains a per cent sign.

CREATE FUNCTION made_with_a_key_in_use() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    used text;
BEGIN
    -- A wrapped data key begins with one byte for its version and eight for the id of the key that wrapped it.
    IF TG_TABLE_NAME = 'data_key' THEN
        used := encode(substring(NEW.wrapped FROM 2 FOR 8), 'hex');
    ELSE
        used := NEW.index_key_id;
    END IF;
    PERFORM 1 FROM public.vault_key_retirement WHERE key_id = used;
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'made_with_a_key_in_use',
            MESSAGE = 'nothing new is wrapped or indexed with a key that was retired';
    END IF;
    RETURN NEW;
END;
$$;
COMMENT ON FUNCTION made_with_a_key_in_use() IS 'Raises restrict_violation for a data key or an index row made with a retired key.';
REVOKE ALL ON FUNCTION made_with_a_key_in_use() FROM PUBLIC;

CREATE TRIGGER data_key_made_with_a_key_in_use BEFORE INSERT OR UPDATE OF wrapped ON data_key
    FOR EACH ROW WHEN (NEW.wrapped IS NOT NULL) EXECUTE FUNCTION made_with_a_key_in_use();
CREATE TRIGGER vault_index_made_with_a_key_in_use BEFORE INSERT OR UPDATE ON vault_index
    FOR EACH ROW EXECUTE FUNCTION made_with_a_key_in_use();

CREATE TRIGGER vault_key_retirement_append_only BEFORE UPDATE OR DELETE ON vault_key_retirement
    FOR EACH ROW EXECUTE FUNCTION forbid_change();
CREATE TRIGGER vault_key_retirement_never_emptied BEFORE TRUNCATE ON vault_key_retirement
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- None of the three administrations reads case content: whoever holds one opens nothing, whatever else was asked.
CREATE FUNCTION opening_not_by_an_administrator() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.appointment
        WHERE person_id = NEW.person_id AND status = 'in_force'
            AND role IN ('system_admin', 'security_admin', 'audit_admin');
    IF FOUND THEN
        RAISE EXCEPTION USING
            ERRCODE = 'restrict_violation',
            CONSTRAINT = 'opening_not_by_an_administrator',
            MESSAGE = 'an administrator opens no personal data';
    END IF;
    RETURN NEW;
END;
$$;
REVOKE ALL ON FUNCTION opening_not_by_an_administrator() FROM PUBLIC;

CREATE TRIGGER opening_not_by_an_administrator BEFORE INSERT ON opening
    FOR EACH ROW EXECUTE FUNCTION opening_not_by_an_administrator();

GRANT SELECT, INSERT ON vault_key_retirement TO market_app;
