START TRANSACTION;
ALTER TABLE works ALTER COLUMN text_sha256 DROP NOT NULL;

ALTER TABLE works ADD described_by text;

ALTER TABLE works ADD edition_group_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';

ALTER TABLE works ADD iscc_meta text;

ALTER TABLE works ADD iscc_text text;

ALTER TABLE works ADD publisher text;

ALTER TABLE works ADD relations text NOT NULL DEFAULT '[]';

ALTER TABLE works ADD terms text NOT NULL DEFAULT '[]';

ALTER TABLE submissions ALTER COLUMN stored_file_id DROP NOT NULL;

ALTER TABLE submissions ADD check_json text;

ALTER TABLE submissions ADD columns text NOT NULL DEFAULT '{}';

ALTER TABLE submissions ADD discarded timestamp with time zone;

ALTER TABLE submissions ADD is_held boolean NOT NULL DEFAULT FALSE;

ALTER TABLE submissions ADD source_address text;

ALTER TABLE submission_records ADD effect text;

CREATE TABLE work_keys (
    rights_holder_id uuid NOT NULL,
    key text NOT NULL,
    work_id uuid NOT NULL,
    CONSTRAINT pk_work_keys PRIMARY KEY (rights_holder_id, key, work_id),
    CONSTRAINT fk_work_keys_works_work_id_rights_holder_id FOREIGN KEY (work_id, rights_holder_id) REFERENCES works (id, rights_holder_id) ON DELETE RESTRICT
);

CREATE TABLE work_versions (
    id uuid NOT NULL,
    rights_holder_id uuid NOT NULL,
    work_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    changed_by_submission_id uuid,
    changes text NOT NULL,
    description_json text NOT NULL,
    text_sha256 bytea,
    withdrawn timestamp with time zone,
    CONSTRAINT pk_work_versions PRIMARY KEY (id),
    CONSTRAINT fk_work_versions_works_work_id_rights_holder_id FOREIGN KEY (work_id, rights_holder_id) REFERENCES works (id, rights_holder_id) ON DELETE RESTRICT
);

CREATE INDEX ix_works_rights_holder_id_edition_group_id ON works (rights_holder_id, edition_group_id);

CREATE INDEX ix_works_rights_holder_id_text_sha256 ON works (rights_holder_id, text_sha256);

CREATE INDEX ix_work_keys_work_id_rights_holder_id ON work_keys (work_id, rights_holder_id);

CREATE INDEX ix_work_versions_work_id_rights_holder_id ON work_versions (work_id, rights_holder_id);

UPDATE works SET edition_group_id = id;

INSERT INTO "__EFMigrationsHistory" (migration_id, product_version)
VALUES ('20261201120000_Intake', '10.0.15');

COMMIT;

