using System.Collections;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Jobs;

namespace ProvenanceAudit.App.Serving;

/// <summary>
/// Metrics and traces over OTLP; nothing is measured or sent unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. The exporter reads its
/// other settings from the environment too, as the OpenTelemetry specification names them.
/// </summary>
internal static class Telemetry
{
    /// <summary>Variable of the environment that turns it on.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds it, where it is turned on.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(EndpointVariable)))
            return;
        // The exporter asks the configuration, which holds no environment otherwise.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(v => ((string)v.Key).StartsWith("OTEL_", StringComparison.Ordinal))
            .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value)));
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("provenance-audit", serviceVersion: CommandLine.Version))
            // Queries of addresses hold the secrets of links: the instrumentation hides their values unless told otherwise.
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation()
                .AddSource(JobTelemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddMeter(JobTelemetry.Name, "Npgsql").AddOtlpExporter());
    }
}
