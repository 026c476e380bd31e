START TRANSACTION;
ALTER TABLE scans ADD paraphrases bigint NOT NULL DEFAULT 0;

ALTER TABLE scans ADD similarity_json text;

ALTER TABLE scan_plans ADD similarity_settings_json text;

ALTER TABLE matches ADD sentences bytea NOT NULL DEFAULT BYTEA E'\\x';

ALTER TABLE matches ADD similarity double precision;

ALTER TABLE findings ADD paraphrases integer NOT NULL DEFAULT 0;

ALTER TABLE findings ADD probability double precision;

ALTER TABLE findings ADD verdict_json text;

INSERT INTO "__EFMigrationsHistory" (migration_id, product_version)
VALUES ('20261201160000_Similarity', '10.0.15');

COMMIT;

