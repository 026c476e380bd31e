BEGIN TRANSACTION;
CREATE TABLE "crawl_plans" (
    "id" TEXT NOT NULL CONSTRAINT "pk_crawl_plans" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "catalog_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings_json" TEXT NOT NULL,
    "cron" TEXT NULL,
    "time_zone" TEXT NOT NULL,
    "next_due" TEXT NULL,
    "enabled" INTEGER NOT NULL,
    "created_by_id" TEXT NULL,
    "created" TEXT NOT NULL,
    "archived" TEXT NULL,
    "warc_file" TEXT NULL,
    "warc_offset" INTEGER NOT NULL,
    CONSTRAINT "ak_crawl_plans_id_rights_holder_id" UNIQUE ("id", "rights_holder_id"),
    CONSTRAINT "fk_crawl_plans_catalogs_catalog_id_rights_holder_id" FOREIGN KEY ("catalog_id", "rights_holder_id") REFERENCES "catalogs" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "rights_sources" (
    "id" TEXT NOT NULL CONSTRAINT "pk_rights_sources" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "source_address" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "first_seen" TEXT NOT NULL,
    "last_seen" TEXT NOT NULL,
    "http_status" INTEGER NULL,
    "reason" TEXT NULL,
    "body_sha256" TEXT NULL,
    CONSTRAINT "fk_rights_sources_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "rights_statements" (
    "rights_holder_id" TEXT NOT NULL,
    "statement_id" BLOB NOT NULL,
    "first_seen" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "source_address" TEXT NOT NULL,
    "last_seen" TEXT NOT NULL,
    "statement_json" TEXT NOT NULL,
    CONSTRAINT "pk_rights_statements" PRIMARY KEY ("rights_holder_id", "statement_id", "first_seen"),
    CONSTRAINT "fk_rights_statements_rights_holders_rights_holder_id" FOREIGN KEY ("rights_holder_id") REFERENCES "rights_holders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "crawl_runs" (
    "id" TEXT NOT NULL CONSTRAINT "pk_crawl_runs" PRIMARY KEY,
    "rights_holder_id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "created" TEXT NOT NULL,
    "finished" TEXT NULL,
    "summary_json" TEXT NULL,
    CONSTRAINT "fk_crawl_runs_crawl_plans_plan_id_rights_holder_id" FOREIGN KEY ("plan_id", "rights_holder_id") REFERENCES "crawl_plans" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE TABLE "crawled_addresses" (
    "plan_id" TEXT NOT NULL,
    "key" BLOB NOT NULL,
    "rights_holder_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "depth" INTEGER NOT NULL,
    "redirects" INTEGER NOT NULL,
    "rights_kind" TEXT NULL,
    "rights_subject_json" TEXT NULL,
    "found_on" TEXT NULL,
    "run" INTEGER NOT NULL,
    "outcome" TEXT NULL,
    "reason" TEXT NULL,
    "status" INTEGER NULL,
    "visited" TEXT NULL,
    "content_seen" TEXT NULL,
    "media_type" TEXT NULL,
    "body_sha256" TEXT NULL,
    "entity_tag" TEXT NULL,
    "last_modified" TEXT NULL,
    "redirects_to" TEXT NULL,
    "warc_file" TEXT NULL,
    "warc_offset" INTEGER NULL,
    "text_address" TEXT NULL,
    "sketch" BLOB NULL,
    "duplicate_of" TEXT NULL,
    "work_id" TEXT NULL,
    CONSTRAINT "pk_crawled_addresses" PRIMARY KEY ("plan_id", "key"),
    CONSTRAINT "fk_crawled_addresses_crawl_plans_plan_id_rights_holder_id" FOREIGN KEY ("plan_id", "rights_holder_id") REFERENCES "crawl_plans" ("id", "rights_holder_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_crawled_addresses_works_work_id_rights_holder_id" FOREIGN KEY ("work_id", "rights_holder_id") REFERENCES "works" ("id", "rights_holder_id") ON DELETE RESTRICT
);

CREATE INDEX "ix_crawl_plans_catalog_id_rights_holder_id" ON "crawl_plans" ("catalog_id", "rights_holder_id");

CREATE INDEX "ix_crawl_plans_next_due" ON "crawl_plans" ("next_due");

CREATE UNIQUE INDEX "ix_crawl_plans_rights_holder_id_name" ON "crawl_plans" ("rights_holder_id", "name");

CREATE UNIQUE INDEX "ix_crawl_runs_plan_id_ordinal" ON "crawl_runs" ("plan_id", "ordinal");

CREATE INDEX "ix_crawl_runs_plan_id_rights_holder_id" ON "crawl_runs" ("plan_id", "rights_holder_id");

CREATE INDEX "ix_crawled_addresses_plan_id_ordinal" ON "crawled_addresses" ("plan_id", "ordinal");

CREATE INDEX "ix_crawled_addresses_plan_id_rights_holder_id" ON "crawled_addresses" ("plan_id", "rights_holder_id");

CREATE INDEX "ix_crawled_addresses_work_id" ON "crawled_addresses" ("work_id");

CREATE INDEX "ix_crawled_addresses_work_id_rights_holder_id" ON "crawled_addresses" ("work_id", "rights_holder_id");

CREATE INDEX "ix_rights_sources_rights_holder_id_site_first_seen" ON "rights_sources" ("rights_holder_id", "site", "first_seen");

CREATE INDEX "ix_rights_sources_rights_holder_id_source_address_last_seen" ON "rights_sources" ("rights_holder_id", "source_address", "last_seen");

CREATE INDEX "ix_rights_statements_rights_holder_id_site_first_seen" ON "rights_statements" ("rights_holder_id", "site", "first_seen");

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261125100000_Crawls', '10.0.15');

COMMIT;

