using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Serving;

/// <summary>
/// Settings of <c>serve</c> and <c>work</c>: from the command line, else from the environment (<c>PROVENANCE_AUDIT_DATABASE</c>), else
/// from the settings file, else the defaults. A value that stands for nothing is a mistake, and all mistakes are told at once.
/// </summary>
internal sealed record ServerSettings
{
    /// <summary>Prefix of variables of the environment.</summary>
    public const string EnvironmentPrefix = "PROVENANCE_AUDIT_";

    /// <summary>Name of the settings file in the data folder.</summary>
    public const string FileName = "settings.json";

    private static readonly string[] Known =
    [
        "Database", "Urls", "PublicUrl", "Workers", "LeaseSeconds", "MaximumUploadGigabytes", "MasterKey", "AllowPrivateEndpoints",
        "TrustedProxies", "CrawlNetworks", "OidcAuthority", "OidcClientId", "OidcClientSecret", "OidcClientSecretFile", "OidcName",
        "Embedder", "Device",
    ];

    /// <summary>Folder of the registry, the index and the master key where nothing else is said.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Connection string of the registry, see <c>RegistryDatabase.Open</c>; the data folder where none is given.</summary>
    public required string Database { get; init; }

    /// <summary>Addresses that the server listens on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>Address under which people reach the server, for links; the first of <see cref="Urls"/> where none is given.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Jobs that run at once in this process, 0 to 64; 0 leaves them to other processes.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Time after which the job of a worker that is not heard of goes to another, in seconds: 2 to 3,600.</summary>
    public int LeaseSeconds { get; init; } = 60;

    /// <summary>Largest file that is taken, in bytes.</summary>
    public long MaximumUploadBytes { get; init; } = 20_000_000_000;

    /// <summary>Key by which secrets in the registry are encrypted: 32 bytes in Base64; null: kept in the data folder.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Whether models at private, loopback and link-local addresses may be asked.</summary>
    public bool AllowPrivateEndpoints { get; init; }

    /// <summary>Proxies besides those on this machine whose X-Forwarded headers are believed.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Networks besides the public internet that crawls may reach.</summary>
    public IReadOnlyList<IPNetwork> CrawlNetworks { get; init; } = [];

    /// <summary>What makes the vectors of texts where a scan compares meaning, <see cref="SimilaritySettings.Embedder"/>.</summary>
    public string Embedder { get; init; } = SimilaritySettings.BuiltIn;

    /// <summary>What they are compared on, <see cref="SimilaritySettings.Device"/>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where people sign in besides with a password; null: nowhere.</summary>
    public OpenIdSettings? OpenId { get; init; }

    /// <summary>Whether people reach the server by https, through whatever proxy.</summary>
    public bool IsReachedByHttps => PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>The folder that is used where none is named.</summary>
    public static string DefaultDataFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "provenance-audit");

    /// <summary>Reads the settings.</summary>
    /// <param name="dataFolder">As on the command line; null for the environment's or the default.</param>
    /// <param name="commandLine">Settings given on the command line, by name; those without a value are passed over.</param>
    /// <exception cref="Commands.UserErrorException">Settings are wrong; the message has a line for each mistake.</exception>
    public static ServerSettings Read(string? dataFolder, IReadOnlyDictionary<string, string?> commandLine)
    {
        string folder = Path.GetFullPath(
            dataFolder ?? Environment.GetEnvironmentVariable(EnvironmentPrefix + "DATA") ?? DefaultDataFolder);
        var mistakes = new List<string>();
        IConfiguration configuration = Sources(folder, commandLine, mistakes);
        foreach (string unknown in configuration.GetChildren().Select(c => c.Key).Where(IsUnknown))
            mistakes.Add($"there is no setting '{unknown}'; there are {string.Join(", ", Known)}");
        ServerSettings settings = new Reading(configuration, mistakes).Settings(folder);
        return mistakes.Count == 0
            ? settings
            : throw new Commands.UserErrorException(string.Join('\n', mistakes.Select(m => $"settings: {m}")));
    }

    private static bool IsUnknown(string key) => !Known.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static IConfiguration Sources(string folder, IReadOnlyDictionary<string, string?> commandLine, List<string> mistakes)
    {
        string file = Path.Combine(folder, FileName);
        var environment = Known
            .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(EnvironmentPrefix + VariableOf(name))))
            .Where(v => !string.IsNullOrEmpty(v.Value));
        var builder = new ConfigurationBuilder();
        try
        {
            IConfiguration ofFile = new ConfigurationBuilder().AddJsonFile(file, optional: true).Build();
            builder.AddConfiguration(ofFile);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{file}: {(e.InnerException ?? e).Message}");
        }
        return builder.AddInMemoryCollection(environment).AddInMemoryCollection(commandLine.Where(o => o.Value is not null)).Build();
    }

    /// <summary>PublicUrl is PUBLIC_URL.</summary>
    private static string VariableOf(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    private sealed class Reading(IConfiguration configuration, List<string> mistakes)
    {
        public ServerSettings Settings(string folder)
        {
            string urls = Text("Urls") ?? "http://localhost:5080";
            foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Check(IsWebAddress(url.Replace("*", "host", StringComparison.Ordinal).Replace("+", "host", StringComparison.Ordinal), out _),
                    "Urls", url, "an address such as http://localhost:5080");
            string first = urls.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal);
            string shown = Text("PublicUrl") ?? first;
            SimilaritySettings similarity = Similarity(folder);
            Check(IsWebAddress(shown, out Uri? publicUrl), "PublicUrl", shown, "an address such as https://audit.example.org");
            return new ServerSettings
            {
                DataFolder = folder,
                Database = Registry(Text("Database") ?? folder),
                Urls = urls,
                PublicUrl = publicUrl ?? new Uri("http://localhost"),
                Workers = (int)Number("Workers", 0, 64, 2),
                LeaseSeconds = (int)Number("LeaseSeconds", 2, 3600, 60),
                MaximumUploadBytes = Number("MaximumUploadGigabytes", 1, 10_000, 20) * 1_000_000_000,
                MasterKey = Key(),
                AllowPrivateEndpoints = Switch("AllowPrivateEndpoints"),
                TrustedProxies = Networks("TrustedProxies"),
                CrawlNetworks = Networks("CrawlNetworks"),
                OpenId = OpenId(folder),
                Embedder = similarity.Embedder,
                Device = similarity.Device,
            };
        }

        private string? Text(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

        private static bool IsWebAddress(string text, out Uri? url) =>
            Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https";

        private long Number(string name, long least, long most, long usual)
        {
            string? text = Text(name);
            bool isGood = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                && value >= least && value <= most;
            Check(text is null || isGood, name, text, $"a whole number from {least} to {most}");
            return isGood ? value : usual;
        }

        private bool Switch(string name)
        {
            string? text = Text(name);
            Check(text is null || bool.TryParse(text, out _), name, text, "true or false");
            return bool.TryParse(text, out bool value) && value;
        }

        private string? Key()
        {
            string? text = Text("MasterKey");
            // The value of a wrong key is a secret too.
            if (text is not null && (!Convert.TryFromBase64String(text, new byte[64], out int length) || length != 32))
                mistakes.Add("MasterKey is not 32 bytes in Base64; 'openssl rand -base64 32' makes one");
            return text;
        }

        private string Registry(string connection)
        {
            try
            {
                // Nothing is connected to yet.
                using RegistryDatabase database = RegistryDatabase.Open(connection);
            }
            catch (RegistryUnusableException e)
            {
                mistakes.Add($"Database: {e.Message}");
            }
            return connection;
        }

        private List<IPNetwork> Networks(string name)
        {
            var networks = new List<IPNetwork>();
            foreach (string text in (Text(name) ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
            {
                bool isAddress = IPAddress.TryParse(text, out IPAddress? address);
                IPNetwork network = isAddress ? new IPNetwork(address!, address!.GetAddressBytes().Length * 8) : default;
                if (isAddress || IPNetwork.TryParse(text, out network))
                    networks.Add(network);
                else
                    Check(false, name, text, "addresses and networks such as 10.0.0.7 or 10.0.0.0/24, separated by commas");
            }
            return networks;
        }

        private SimilaritySettings Similarity(string folder)
        {
            var usual = new SimilaritySettings();
            string embedder = Text("Embedder") ?? usual.Embedder, device = Text("Device") ?? usual.Device;
            bool comesWithProgram = embedder is SimilaritySettings.BuiltIn or EmbedderFile.MiniLm;
            string path = Path.Combine(folder, embedder);
            Check(
                comesWithProgram || File.Exists(path) || Directory.Exists(path), "Embedder", embedder,
                $"{SimilaritySettings.BuiltIn}, {EmbedderFile.MiniLm}, or the path of a folder with an ONNX model or of a file that 'embeddings distil' wrote; there is nothing there");
            Check(new SimilaritySettings { Device = device }.Mistakes().Count == 0, "Device", device, "auto, cpu, or cuda:N");
            return new SimilaritySettings { Embedder = comesWithProgram ? embedder : path, Device = device };
        }

        private OpenIdSettings? OpenId(string folder)
        {
            string? authority = Text("OidcAuthority"), clientId = Text("OidcClientId"), name = Text("OidcName");
            string? secret = Text("OidcClientSecret"), secretFile = Text("OidcClientSecretFile");
            if ((authority ?? clientId ?? secret ?? secretFile ?? name) is null)
                return null;
            Uri? url = null;
            Check(
                authority is not null && IsWebAddress(authority, out url) && (url!.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
                    && url.Query.Length == 0 && url.Fragment.Length == 0,
                "OidcAuthority", authority, "the https address of the OpenID provider; http is for a provider on this machine alone");
            Check(clientId is not null, "OidcClientId", clientId, "the id under which the provider knows this server");
            if (secret is not null && secretFile is not null)
                mistakes.Add("OidcClientSecret and OidcClientSecretFile are both given; give one");
            else if (secretFile is not null)
                secret = SecretOf(Path.Combine(folder, secretFile));
            else if (secret is null)
                mistakes.Add("OidcClientSecret or OidcClientSecretFile must be given with OidcAuthority");
            if (Text("PublicUrl") is null)
                mistakes.Add("PublicUrl must be given with OidcAuthority: it is where the provider leads people back to");
            return new OpenIdSettings(url ?? new Uri("https://localhost"), clientId ?? "", secret ?? "", name ?? "OpenID Connect");
        }

        private string? SecretOf(string file)
        {
            try
            {
                string secret = File.ReadAllText(file).Trim();
                Check(secret.Length > 0, "OidcClientSecretFile", file, "a file that holds the secret; it is empty");
                return secret;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"OidcClientSecretFile: {e.Message}");
                return null;
            }
        }

        private void Check(bool isGood, string name, string? value, string wanted)
        {
            if (!isGood)
                mistakes.Add($"{name} is '{value}'; it must be {wanted}");
        }
    }
}
