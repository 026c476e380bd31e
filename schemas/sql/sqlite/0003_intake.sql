BEGIN TRANSACTION;
ALTER TABLE "works" ADD "described_by" TEXT NULL;

ALTER TABLE "works" ADD "edition_group_id" TEXT NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';

ALTER TABLE "works" ADD "iscc_meta" TEXT NULL;

ALTER TABLE "works" ADD "iscc_text" TEXT NULL;

ALTER TABLE "works" ADD "publisher" TEXT NULL;

ALTER TABLE "works" ADD "relations" TEXT NOT NULL DEFAULT '[]';

ALTER TABLE "works" ADD "terms" TEXT NOT NULL DEFAULT '[]';

ALTER TABLE "submissions" ADD "check_json" TEXT NULL;

ALTER TABLE "submissions" ADD "columns" TEXT NOT NULL DEFAULT '{}';

ALTER TABLE "submissions" ADD "discarded" TEXT NULL;

ALTER TABLE "submissions" ADD "is_held" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "submissions" ADD "source_address" TEXT NULL;

ALTER TABLE "submission_records" ADD "effect" TEXT NULL;

CREATE TABLE "work_keys" (
    "rights_holder_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "work_id" TEXT NOT NULL,
    CONSTRAINT "pk_work_keys" PRIMARY KEY ("rights_holder_id", "key", "work_id"),
    CONSTRAINT "fk_work_keys_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "work_versions" (
    "id" TEXT NOT NULL CONSTRAINT "pk_work_versions" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "work_id" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "changed_by_submission_id" TEXT NULL,
    "changes" TEXT NOT NULL,
    "description_json" TEXT NOT NULL,
    "text_sha256" BLOB NULL,
    "withdrawn" TEXT NULL,
    CONSTRAINT "fk_work_versions_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE INDEX "ix_works_rights_holder_id_edition_group_id" ON "works" ("rights_holder_id", "edition_group_id");

CREATE INDEX "ix_works_rights_holder_id_text_sha256" ON "works" ("rights_holder_id", "text_sha256");

CREATE INDEX "ix_work_keys_work_id_rights_holder_id" ON "work_keys" ("work_id", "rights_holder_id");

CREATE INDEX "ix_work_versions_work_id_rights_holder_id" ON "work_versions" ("work_id", "rights_holder_id");

UPDATE works SET edition_group_id = id;

CREATE TABLE "ef_temp_works" (
    "id" TEXT NOT NULL CONSTRAINT "pk_works" PRIMARY KEY,
    "catalog_id" TEXT NOT NULL,
    "changed" TEXT NOT NULL,
    "contributors" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "described_by" TEXT NULL,
    "edition_group_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "identifiers" TEXT NOT NULL,
    "iscc_meta" TEXT NULL,
    "iscc_text" TEXT NULL,
    "language" TEXT NULL,
    "licence" TEXT NULL,
    "published" TEXT NULL,
    "publisher" TEXT NULL,
    "relations" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "stated_rights_holder" TEXT NULL,
    "submission_id" TEXT NULL,
    "terms" TEXT NOT NULL,
    "text_length" INTEGER NOT NULL,
    "text_sha256" BLOB NULL,
    "title" TEXT NOT NULL,
    "withdrawn" TEXT NULL,
    "words" INTEGER NOT NULL,
    CONSTRAINT "ak_works_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_works_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT
);

INSERT INTO "ef_temp_works" ("id", "catalog_id", "changed", "contributors", "created", "described_by", "edition_group_id", "external_id", "identifiers", "iscc_meta", "iscc_text", "language", "licence", "published", "publisher", "relations", "revision", "rights_holder_id", "search_text", "stated_rights_holder", "submission_id", "terms", "text_length", "text_sha256", "title", "withdrawn", "words")
SELECT "id", "catalog_id", "changed", "contributors", "created", "described_by", "edition_group_id", "external_id", "identifiers", "iscc_meta", "iscc_text", "language", "licence", "published", "publisher", "relations", "revision", "rights_holder_id", "search_text", "stated_rights_holder", "submission_id", "terms", "text_length", "text_sha256", "title", "withdrawn", "words"
FROM "works";

CREATE TABLE "ef_temp_submissions" (
    "id" TEXT NOT NULL CONSTRAINT "pk_submissions" PRIMARY KEY,
    "accepted" INTEGER NOT NULL,
    "accepted_with_warnings" INTEGER NOT NULL,
    "catalog_id" TEXT NOT NULL,
    "check_json" TEXT NULL,
    "columns" TEXT NOT NULL,
    "created" TEXT NOT NULL,
    "discarded" TEXT NULL,
    "file_name" TEXT NOT NULL,
    "finished" TEXT NULL,
    "is_held" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "sha256" BLOB NOT NULL,
    "size" INTEGER NOT NULL,
    "source_address" TEXT NULL,
    "stored_file_id" TEXT NULL,
    "submitted_by_id" TEXT NULL,
    CONSTRAINT "ak_submissions_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_submissions_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_submissions_files_stored_file_id" FOREIGN KEY ("stored_file_id") REFERENCES "files" ("id") ON DELETE RESTRICT
);

INSERT INTO "ef_temp_submissions" ("id", "accepted", "accepted_with_warnings", "catalog_id", "check_json", "columns", "created", "discarded", "file_name", "finished", "is_held", "number", "refused", "rights_holder_id", "sha256", "size", "source_address", "stored_file_id", "submitted_by_id")
SELECT "id", "accepted", "accepted_with_warnings", "catalog_id", "check_json", "columns", "created", "discarded", "file_name", "finished", "is_held", "number", "refused", "rights_holder_id", "sha256", "size", "source_address", "stored_file_id", "submitted_by_id"
FROM "submissions";

COMMIT;

PRAGMA foreign_keys = 0;

BEGIN TRANSACTION;
DROP TABLE "works";

ALTER TABLE "ef_temp_works" RENAME TO "works";

DROP TABLE "submissions";

ALTER TABLE "ef_temp_submissions" RENAME TO "submissions";

COMMIT;

PRAGMA foreign_keys = 1;

BEGIN TRANSACTION;
CREATE UNIQUE INDEX "ix_works_catalog_id_external_id" ON "works" ("catalog_id", "external_id");

CREATE INDEX "ix_works_catalog_id_rights_holder_id" ON "works" ("catalog_id", "rights_holder_id");

CREATE UNIQUE INDEX "ix_works_revision" ON "works" ("revision");

CREATE INDEX "ix_works_rights_holder_id_edition_group_id" ON "works" ("rights_holder_id", "edition_group_id");

CREATE INDEX "ix_works_rights_holder_id_text_sha256" ON "works" ("rights_holder_id", "text_sha256");

CREATE INDEX "ix_submissions_catalog_id_rights_holder_id" ON "submissions" ("catalog_id", "rights_holder_id");

CREATE UNIQUE INDEX "ix_submissions_number" ON "submissions" ("number");

CREATE INDEX "ix_submissions_stored_file_id" ON "submissions" ("stored_file_id");

COMMIT;

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261201120000_Intake', '10.0.15');

