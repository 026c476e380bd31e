START TRANSACTION;
CREATE TABLE crawl_plans (
    id uuid NOT NULL,
    rights_holder_id uuid NOT NULL,
    catalog_id uuid NOT NULL,
    name text NOT NULL,
    settings_json text NOT NULL,
    cron text,
    time_zone text NOT NULL,
    next_due timestamp with time zone,
    enabled boolean NOT NULL,
    created_by_id uuid,
    created timestamp with time zone NOT NULL,
    archived timestamp with time zone,
    warc_file text,
    warc_offset bigint NOT NULL,
    CONSTRAINT pk_crawl_plans PRIMARY KEY (id),
    CONSTRAINT ak_crawl_plans_id_rights_holder_id UNIQUE (id, rights_holder_id),
    CONSTRAINT fk_crawl_plans_catalogs_catalog_id_rights_holder_id FOREIGN KEY (catalog_id, rights_holder_id) REFERENCES catalogs (id, rights_holder_id) ON DELETE RESTRICT
);

CREATE TABLE rights_sources (
    id uuid NOT NULL,
    rights_holder_id uuid NOT NULL,
    site text NOT NULL,
    source_address text NOT NULL,
    state text NOT NULL,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    http_status integer,
    reason text,
    body_sha256 text,
    CONSTRAINT pk_rights_sources PRIMARY KEY (id),
    CONSTRAINT fk_rights_sources_rights_holders_rights_holder_id FOREIGN KEY (rights_holder_id) REFERENCES rights_holders (id) ON DELETE RESTRICT
);

CREATE TABLE rights_statements (
    rights_holder_id uuid NOT NULL,
    statement_id bytea NOT NULL,
    first_seen timestamp with time zone NOT NULL,
    site text NOT NULL,
    source_address text NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    statement_json text NOT NULL,
    CONSTRAINT pk_rights_statements PRIMARY KEY (rights_holder_id, statement_id, first_seen),
    CONSTRAINT fk_rights_statements_rights_holders_rights_holder_id FOREIGN KEY (rights_holder_id) REFERENCES rights_holders (id) ON DELETE RESTRICT
);

CREATE TABLE crawl_runs (
    id uuid NOT NULL,
    rights_holder_id uuid NOT NULL,
    plan_id uuid NOT NULL,
    ordinal integer NOT NULL,
    created timestamp with time zone NOT NULL,
    finished timestamp with time zone,
    summary_json text,
    CONSTRAINT pk_crawl_runs PRIMARY KEY (id),
    CONSTRAINT fk_crawl_runs_crawl_plans_plan_id_rights_holder_id FOREIGN KEY (plan_id, rights_holder_id) REFERENCES crawl_plans (id, rights_holder_id) ON DELETE RESTRICT
);

CREATE TABLE crawled_addresses (
    plan_id uuid NOT NULL,
    key bytea NOT NULL,
    rights_holder_id uuid NOT NULL,
    ordinal bigint NOT NULL,
    address text NOT NULL,
    kind text NOT NULL,
    depth integer NOT NULL,
    redirects integer NOT NULL,
    rights_kind text,
    rights_subject_json text,
    found_on text,
    run integer NOT NULL,
    outcome text,
    reason text,
    status integer,
    visited timestamp with time zone,
    content_seen timestamp with time zone,
    media_type text,
    body_sha256 text,
    entity_tag text,
    last_modified text,
    redirects_to text,
    warc_file text,
    warc_offset bigint,
    text_address text,
    sketch bytea,
    duplicate_of text,
    work_id uuid,
    CONSTRAINT pk_crawled_addresses PRIMARY KEY (plan_id, key),
    CONSTRAINT fk_crawled_addresses_crawl_plans_plan_id_rights_holder_id FOREIGN KEY (plan_id, rights_holder_id) REFERENCES crawl_plans (id, rights_holder_id) ON DELETE RESTRICT,
    CONSTRAINT fk_crawled_addresses_works_work_id_rights_holder_id FOREIGN KEY (work_id, rights_holder_id) REFERENCES works (id, rights_holder_id) ON DELETE RESTRICT
);

CREATE INDEX ix_crawl_plans_catalog_id_rights_holder_id ON crawl_plans (catalog_id, rights_holder_id);

CREATE INDEX ix_crawl_plans_next_due ON crawl_plans (next_due);

CREATE UNIQUE INDEX ix_crawl_plans_rights_holder_id_name ON crawl_plans (rights_holder_id, name);

CREATE UNIQUE INDEX ix_crawl_runs_plan_id_ordinal ON crawl_runs (plan_id, ordinal);

CREATE INDEX ix_crawl_runs_plan_id_rights_holder_id ON crawl_runs (plan_id, rights_holder_id);

CREATE INDEX ix_crawled_addresses_plan_id_ordinal ON crawled_addresses (plan_id, ordinal);

CREATE INDEX ix_crawled_addresses_plan_id_rights_holder_id ON crawled_addresses (plan_id, rights_holder_id);

CREATE INDEX ix_crawled_addresses_work_id ON crawled_addresses (work_id);

CREATE INDEX ix_crawled_addresses_work_id_rights_holder_id ON crawled_addresses (work_id, rights_holder_id);

CREATE INDEX ix_rights_sources_rights_holder_id_site_first_seen ON rights_sources (rights_holder_id, site, first_seen);

CREATE INDEX ix_rights_sources_rights_holder_id_source_address_last_seen ON rights_sources (rights_holder_id, source_address, last_seen);

CREATE INDEX ix_rights_statements_rights_holder_id_site_first_seen ON rights_statements (rights_holder_id, site, first_seen);

INSERT INTO "__EFMigrationsHistory" (migration_id, product_version)
VALUES ('20261125100000_Crawls', '10.0.15');

COMMIT;

