BEGIN TRANSACTION;
ALTER TABLE "scans" ADD "paraphrases" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "scans" ADD "similarity_json" TEXT NULL;

ALTER TABLE "scan_plans" ADD "similarity_settings_json" TEXT NULL;

ALTER TABLE "matches" ADD "sentences" BLOB NOT NULL DEFAULT X'';

ALTER TABLE "matches" ADD "similarity" REAL NULL;

ALTER TABLE "findings" ADD "paraphrases" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "findings" ADD "probability" REAL NULL;

ALTER TABLE "findings" ADD "verdict_json" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("migration_id", "product_version")
VALUES ('20261201160000_Similarity', '10.0.15');

COMMIT;

