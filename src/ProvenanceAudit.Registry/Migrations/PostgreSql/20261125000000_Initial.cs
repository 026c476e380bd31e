using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace ProvenanceAudit.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_log",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    api_key_id = table.Column<Guid>(type: "uuid", nullable: true),
                    who = table.Column<string>(type: "text", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: true),
                    subject_id = table.Column<string>(type: "text", nullable: true),
                    detail_json = table.Column<string>(type: "text", nullable: true),
                    address = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotent_requests",
                columns: table => new
                {
                    caller_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    request_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    location = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotent_requests", x => new { x.caller_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "models",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    access = table.Column<string>(type: "text", nullable: false),
                    base_url = table.Column<string>(type: "text", nullable: true),
                    model_id = table.Column<string>(type: "text", nullable: true),
                    encrypted_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    parameters_json = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rights_holders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    contact_email = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_holders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sequences",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sequences", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "scan_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    all_catalogs = table.Column<bool>(type: "boolean", nullable: false),
                    probes_json = table.Column<string>(type: "text", nullable: false),
                    asking_json = table.Column<string>(type: "text", nullable: false),
                    new_places_each_run = table.Column<bool>(type: "boolean", nullable: false),
                    match_settings_json = table.Column<string>(type: "text", nullable: false),
                    cron = table.Column<string>(type: "text", nullable: true),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    next_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    budget_requests = table.Column<long>(type: "bigint", nullable: true),
                    budget_tokens = table.Column<long>(type: "bigint", nullable: true),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scan_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_scan_plans_models_model_id",
                        column: x => x.model_id,
                        principalTable: "models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "catalogs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalogs", x => x.id);
                    table.UniqueConstraint("ak_catalogs_id_rights_holder_id", x => new { x.id, x.rights_holder_id });
                    table.ForeignKey(
                        name: "fk_catalogs_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_files_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    queued = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    claimable_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true),
                    worker = table.Column<string>(type: "text", nullable: true),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    cancel_requested = table.Column<bool>(type: "boolean", nullable: false),
                    progress_done = table.Column<long>(type: "bigint", nullable: false),
                    progress_total = table.Column<long>(type: "bigint", nullable: true),
                    progress_unit = table.Column<string>(type: "text", nullable: true),
                    rate = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_jobs_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "text", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "text", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                    table.ForeignKey(
                        name: "fk_people_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    catalog_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settings_json = table.Column<string>(type: "text", nullable: true),
                    requested_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tool_version = table.Column<string>(type: "text", nullable: true),
                    findings = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.UniqueConstraint("ak_reports_id_rights_holder_id", x => new { x.id, x.rights_holder_id });
                    table.ForeignKey(
                        name: "fk_reports_catalogs_catalog_id_rights_holder_id",
                        columns: x => new { x.catalog_id, x.rights_holder_id },
                        principalTable: "catalogs",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reports_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scan_plan_catalogs",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    catalog_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scan_plan_catalogs", x => new { x.plan_id, x.catalog_id });
                    table.ForeignKey(
                        name: "fk_scan_plan_catalogs_catalogs_catalog_id",
                        column: x => x.catalog_id,
                        principalTable: "catalogs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_scan_plan_catalogs_scan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "scan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "works",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    catalog_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    contributors = table.Column<string>(type: "text", nullable: false),
                    identifiers = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    stated_rights_holder = table.Column<string>(type: "text", nullable: true),
                    licence = table.Column<string>(type: "text", nullable: true),
                    published = table.Column<string>(type: "text", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<int>(type: "integer", nullable: false),
                    text_length = table.Column<int>(type: "integer", nullable: false),
                    text_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_works", x => x.id);
                    table.UniqueConstraint("ak_works_id_rights_holder_id", x => new { x.id, x.rights_holder_id });
                    table.ForeignKey(
                        name: "fk_works_catalogs_catalog_id_rights_holder_id",
                        columns: x => new { x.catalog_id, x.rights_holder_id },
                        principalTable: "catalogs",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "file_chunks",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_chunks", x => new { x.file_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_file_chunks_files_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outputs_file_id = table.Column<Guid>(type: "uuid", nullable: true),
                    settings_json = table.Column<string>(type: "text", nullable: false),
                    tool_version = table.Column<string>(type: "text", nullable: true),
                    index_revision = table.Column<long>(type: "bigint", nullable: true),
                    probes = table.Column<long>(type: "bigint", nullable: false),
                    outputs = table.Column<long>(type: "bigint", nullable: false),
                    output_words = table.Column<long>(type: "bigint", nullable: false),
                    requests = table.Column<long>(type: "bigint", nullable: false),
                    prompt_tokens = table.Column<long>(type: "bigint", nullable: false),
                    completion_tokens = table.Column<long>(type: "bigint", nullable: false),
                    matches = table.Column<long>(type: "bigint", nullable: false),
                    significant_matches = table.Column<long>(type: "bigint", nullable: false),
                    works_found = table.Column<long>(type: "bigint", nullable: false),
                    significance_json = table.Column<string>(type: "text", nullable: true),
                    models_json = table.Column<string>(type: "text", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scans", x => x.id);
                    table.ForeignKey(
                        name: "fk_scans_files_outputs_file_id",
                        column: x => x.outputs_file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_scans_models_model_id",
                        column: x => x.model_id,
                        principalTable: "models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_scans_scan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "scan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "submissions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    catalog_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    submitted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted = table.Column<long>(type: "bigint", nullable: false),
                    accepted_with_warnings = table.Column<long>(type: "bigint", nullable: false),
                    refused = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submissions", x => x.id);
                    table.UniqueConstraint("ak_submissions_id_rights_holder_id", x => new { x.id, x.rights_holder_id });
                    table.ForeignKey(
                        name: "fk_submissions_catalogs_catalog_id_rights_holder_id",
                        columns: x => new { x.catalog_id, x.rights_holder_id },
                        principalTable: "catalogs",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_submissions_files_stored_file_id",
                        column: x => x.stored_file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false),
                    secret_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_keys_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_api_keys_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    invited_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revoked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_invitations_people_accepted_by_id",
                        column: x => x.accepted_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitations_people_invited_by_id",
                        column: x => x.invited_by_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_invitations_rights_holders_rights_holder_id",
                        column: x => x.rights_holder_id,
                        principalTable: "rights_holders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_claims_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_person_logins_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_roles",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_person_roles_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_person_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_person_tokens_people_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "report_files",
                columns: table => new
                {
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stored_file_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_files", x => new { x.report_id, x.format });
                    table.ForeignKey(
                        name: "fk_report_files_files_stored_file_id",
                        column: x => x.stored_file_id,
                        principalTable: "files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_files_reports_report_id_rights_holder_id",
                        columns: x => new { x.report_id, x.rights_holder_id },
                        principalTable: "reports",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_texts",
                columns: table => new
                {
                    work_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_texts", x => new { x.work_id, x.sha256 });
                    table.ForeignKey(
                        name: "fk_work_texts_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "probes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: true),
                    prompt = table.Column<byte[]>(type: "bytea", nullable: false),
                    parameters_json = table.Column<string>(type: "text", nullable: true),
                    prefix_start = table.Column<int>(type: "integer", nullable: true),
                    prefix_end = table.Column<int>(type: "integer", nullable: true),
                    target_end = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_probes", x => x.id);
                    table.ForeignKey(
                        name: "fk_probes_scans_scan_id",
                        column: x => x.scan_id,
                        principalTable: "scans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scan_plan_runs",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    missed = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scan_plan_runs", x => new { x.plan_id, x.at });
                    table.ForeignKey(
                        name: "fk_scan_plan_runs_scan_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "scan_plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_scan_plan_runs_scans_scan_id",
                        column: x => x.scan_id,
                        principalTable: "scans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "submission_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    submission_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    record_id = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    work_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_submission_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_submission_records_submissions_submission_id_rights_holder_",
                        columns: x => new { x.submission_id, x.rights_holder_id },
                        principalTable: "submissions",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    matches = table.Column<int>(type: "integer", nullable: false),
                    outputs = table.Column<int>(type: "integer", nullable: false),
                    copied_words = table.Column<long>(type: "bigint", nullable: false),
                    share_of_work = table.Column<double>(type: "double precision", nullable: false),
                    longest_run = table.Column<int>(type: "integer", nullable: false),
                    smallest_e_value = table.Column<double>(type: "double precision", nullable: false),
                    coverage = table.Column<byte[]>(type: "bytea", nullable: false),
                    created = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decision = table.Column<string>(type: "text", nullable: false),
                    decision_reason = table.Column<string>(type: "text", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_findings_scans_scan_id",
                        column: x => x.scan_id,
                        principalTable: "scans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_findings_work_texts_work_id_text_sha256",
                        columns: x => new { x.work_id, x.text_sha256 },
                        principalTable: "work_texts",
                        principalColumns: new[] { "work_id", "sha256" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_findings_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outputs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    sample = table.Column<int>(type: "integer", nullable: false),
                    probe_id = table.Column<long>(type: "bigint", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<byte[]>(type: "bytea", nullable: false),
                    words = table.Column<int>(type: "integer", nullable: false),
                    model = table.Column<string>(type: "text", nullable: true),
                    prompt = table.Column<byte[]>(type: "bytea", nullable: true),
                    parameters_json = table.Column<string>(type: "text", nullable: true),
                    finish_reason = table.Column<string>(type: "text", nullable: true),
                    prompt_tokens = table.Column<int>(type: "integer", nullable: true),
                    completion_tokens = table.Column<int>(type: "integer", nullable: true),
                    log_probabilities_json = table.Column<byte[]>(type: "bytea", nullable: true),
                    asked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outputs", x => x.id);
                    table.ForeignKey(
                        name: "fk_outputs_probes_probe_id",
                        column: x => x.probe_id,
                        principalTable: "probes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_outputs_scans_scan_id",
                        column: x => x.scan_id,
                        principalTable: "scans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "matches",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    scan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    work_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rights_holder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    first = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    output_start = table.Column<int>(type: "integer", nullable: false),
                    output_end = table.Column<int>(type: "integer", nullable: false),
                    work_start = table.Column<int>(type: "integer", nullable: false),
                    work_end = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<int>(type: "integer", nullable: false),
                    identity = table.Column<double>(type: "double precision", nullable: false),
                    longest_run = table.Column<int>(type: "integer", nullable: false),
                    runs = table.Column<byte[]>(type: "bytea", nullable: false),
                    also_in = table.Column<byte[]>(type: "bytea", nullable: false),
                    e_value = table.Column<double>(type: "double precision", nullable: false),
                    significant = table.Column<bool>(type: "boolean", nullable: false),
                    quotation = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_matches", x => x.id);
                    table.ForeignKey(
                        name: "fk_matches_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_matches_works_work_id_rights_holder_id",
                        columns: x => new { x.work_id, x.rights_holder_id },
                        principalTable: "works",
                        principalColumns: new[] { "id", "rights_holder_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "roles",
                columns: new[] { "id", "concurrency_stamp", "name", "normalized_name" },
                values: new object[,]
                {
                    { new Guid("0195b1a0-0000-7000-8000-000000000001"), "0195b1a0-0000-7000-8000-000000000001", "Publisher", "PUBLISHER" },
                    { new Guid("0195b1a0-0000-7000-8000-000000000002"), "0195b1a0-0000-7000-8000-000000000002", "Auditor", "AUDITOR" },
                    { new Guid("0195b1a0-0000-7000-8000-000000000003"), "0195b1a0-0000-7000-8000-000000000003", "Administrator", "ADMINISTRATOR" }
                });

            migrationBuilder.InsertData(
                table: "sequences",
                columns: new[] { "name", "last" },
                values: new object[,]
                {
                    { "scans", 0L },
                    { "submissions", 0L },
                    { "work revisions", 0L }
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_person_id",
                table: "api_keys",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_rights_holder_id",
                table: "api_keys",
                column: "rights_holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_secret_sha256",
                table: "api_keys",
                column: "secret_sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_at",
                table: "audit_log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_rights_holder_id_id",
                table: "audit_log",
                columns: new[] { "rights_holder_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_log_subject_kind_subject_id",
                table: "audit_log",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalogs_rights_holder_id_name",
                table: "catalogs",
                columns: new[] { "rights_holder_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_files_rights_holder_id",
                table: "files",
                column: "rights_holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_findings_rights_holder_id_created",
                table: "findings",
                columns: new[] { "rights_holder_id", "created" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_scan_id_work_id",
                table: "findings",
                columns: new[] { "scan_id", "work_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_findings_work_id_rights_holder_id",
                table: "findings",
                columns: new[] { "work_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_findings_work_id_text_sha256",
                table: "findings",
                columns: new[] { "work_id", "text_sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_requests_created",
                table: "idempotent_requests",
                column: "created");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_accepted_by_id",
                table: "invitations",
                column: "accepted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_invited_by_id",
                table: "invitations",
                column: "invited_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_rights_holder_id",
                table: "invitations",
                column: "rights_holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_invitations_token_sha256",
                table: "invitations",
                column: "token_sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_jobs_claimable_from",
                table: "jobs",
                column: "claimable_from",
                filter: "state IN ('Queued', 'Running')");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_kind_subject_id",
                table: "jobs",
                columns: new[] { "kind", "subject_id" },
                unique: true,
                filter: "state IN ('Queued', 'Running')");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_queued",
                table: "jobs",
                column: "queued");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_rights_holder_id",
                table: "jobs",
                column: "rights_holder_id");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_subject_id",
                table: "jobs",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_matches_output_id",
                table: "matches",
                column: "output_id");

            migrationBuilder.CreateIndex(
                name: "ix_matches_scan_id_e_value",
                table: "matches",
                columns: new[] { "scan_id", "e_value" });

            migrationBuilder.CreateIndex(
                name: "ix_matches_work_id_rights_holder_id_scan_id_e_value",
                table: "matches",
                columns: new[] { "work_id", "rights_holder_id", "scan_id", "e_value" });

            migrationBuilder.CreateIndex(
                name: "ix_models_name",
                table: "models",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outputs_probe_id",
                table: "outputs",
                column: "probe_id");

            migrationBuilder.CreateIndex(
                name: "ix_outputs_scan_id_ordinal_sample",
                table: "outputs",
                columns: new[] { "scan_id", "ordinal", "sample" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "people",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_people_rights_holder_id",
                table: "people",
                column: "rights_holder_id");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "people",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_claims_user_id",
                table: "person_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_logins_user_id",
                table: "person_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_roles_role_id",
                table: "person_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_probes_scan_id_ordinal",
                table: "probes",
                columns: new[] { "scan_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_report_files_report_id_rights_holder_id",
                table: "report_files",
                columns: new[] { "report_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_report_files_stored_file_id",
                table: "report_files",
                column: "stored_file_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_catalog_id_rights_holder_id",
                table: "reports",
                columns: new[] { "catalog_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reports_rights_holder_id_created",
                table: "reports",
                columns: new[] { "rights_holder_id", "created" });

            migrationBuilder.CreateIndex(
                name: "ix_rights_holders_name",
                table: "rights_holders",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "RoleNameIndex",
                table: "roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scan_plan_catalogs_catalog_id",
                table: "scan_plan_catalogs",
                column: "catalog_id");

            migrationBuilder.CreateIndex(
                name: "ix_scan_plan_runs_scan_id",
                table: "scan_plan_runs",
                column: "scan_id");

            migrationBuilder.CreateIndex(
                name: "ix_scan_plans_model_id",
                table: "scan_plans",
                column: "model_id");

            migrationBuilder.CreateIndex(
                name: "ix_scan_plans_name",
                table: "scan_plans",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scans_created",
                table: "scans",
                column: "created");

            migrationBuilder.CreateIndex(
                name: "ix_scans_model_id",
                table: "scans",
                column: "model_id");

            migrationBuilder.CreateIndex(
                name: "ix_scans_number",
                table: "scans",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scans_outputs_file_id",
                table: "scans",
                column: "outputs_file_id");

            migrationBuilder.CreateIndex(
                name: "ix_scans_plan_id_created",
                table: "scans",
                columns: new[] { "plan_id", "created" });

            migrationBuilder.CreateIndex(
                name: "ix_submission_records_submission_id_rights_holder_id_outcome",
                table: "submission_records",
                columns: new[] { "submission_id", "rights_holder_id", "outcome" });

            migrationBuilder.CreateIndex(
                name: "ix_submissions_catalog_id_rights_holder_id",
                table: "submissions",
                columns: new[] { "catalog_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_submissions_number",
                table: "submissions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_submissions_stored_file_id",
                table: "submissions",
                column: "stored_file_id");

            migrationBuilder.CreateIndex(
                name: "ix_work_texts_work_id_rights_holder_id",
                table: "work_texts",
                columns: new[] { "work_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_works_catalog_id_external_id",
                table: "works",
                columns: new[] { "catalog_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_works_catalog_id_rights_holder_id",
                table: "works",
                columns: new[] { "catalog_id", "rights_holder_id" });

            migrationBuilder.CreateIndex(
                name: "ix_works_revision",
                table: "works",
                column: "revision",
                unique: true);

            migrationBuilder.AddPostgreSqlRules();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_log");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "file_chunks");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "idempotent_requests");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "matches");

            migrationBuilder.DropTable(
                name: "person_claims");

            migrationBuilder.DropTable(
                name: "person_logins");

            migrationBuilder.DropTable(
                name: "person_roles");

            migrationBuilder.DropTable(
                name: "person_tokens");

            migrationBuilder.DropTable(
                name: "report_files");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "scan_plan_catalogs");

            migrationBuilder.DropTable(
                name: "scan_plan_runs");

            migrationBuilder.DropTable(
                name: "sequences");

            migrationBuilder.DropTable(
                name: "submission_records");

            migrationBuilder.DropTable(
                name: "work_texts");

            migrationBuilder.DropTable(
                name: "outputs");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "submissions");

            migrationBuilder.DropTable(
                name: "works");

            migrationBuilder.DropTable(
                name: "probes");

            migrationBuilder.DropTable(
                name: "catalogs");

            migrationBuilder.DropTable(
                name: "scans");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "scan_plans");

            migrationBuilder.DropTable(
                name: "rights_holders");

            migrationBuilder.DropTable(
                name: "models");
        }
    }
}
