using System.Reflection;

namespace ProvenanceAudit.App.Tests;

/// <summary>The arrows between rooms, read off the assemblies as they were built.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "ProvenanceAudit";
    private const string Lucene = "ProvenanceAudit.Lucene";
    private const string Endpoints = "ProvenanceAudit.Endpoints";
    private const string MachineLearning = "ProvenanceAudit.MachineLearning";
    private const string App = "provenance-audit";

    private static readonly Assembly[] Rooms = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        .Where(file => IsRoom(Path.GetFileNameWithoutExtension(file)))
        .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)))];

    public static TheoryData<string> Edges => [Lucene, Endpoints, "ProvenanceAudit.Reporting", "ProvenanceAudit.Catalogs", "ProvenanceAudit.Crawlers",
        "ProvenanceAudit.Registry", MachineLearning];

    [Fact]
    public void All_rooms_are_looked_at() =>
        Assert.All(Edges.Select(edge => (string)edge).Append(Core).Append(App), name =>
            Assert.Contains(Rooms, room => NameOf(room) == name));

    [Fact]
    public void The_core_references_the_base_library_alone() =>
        Assert.All(References(Room(Core)), name => Assert.True(IsBase(name), name));

    [Theory]
    [MemberData(nameof(Edges))]
    public void An_edge_sees_the_core_and_no_other_room(string edge) =>
        Assert.DoesNotContain(References(Room(edge)), name => IsRoom(name) && name != Core);

    [Fact]
    public void No_room_sees_the_app() => Assert.All(Rooms, room => Assert.DoesNotContain(App, References(room)));

    [Fact]
    public void Lucene_is_referenced_by_its_own_room_alone()
    {
        Assert.Contains(References(Room(Lucene)), IsLucene);
        Assert.All(Rooms.Where(room => NameOf(room) != Lucene), room => Assert.DoesNotContain(References(room), IsLucene));
    }

    [Fact]
    public void The_OpenAI_client_is_referenced_by_its_own_room_alone()
    {
        static bool IsClient(string name) => name is "OpenAI" or "System.ClientModel"
            || name.StartsWith("Microsoft.Extensions.AI", StringComparison.Ordinal);
        Assert.Contains(References(Room(Endpoints)), IsClient);
        Assert.All(Rooms.Where(room => NameOf(room) != Endpoints), room => Assert.DoesNotContain(References(room), IsClient));
    }

    [Fact]
    public void Models_and_GPUs_are_referenced_by_their_own_room_alone()
    {
        static bool IsOfModels(string name) => name.StartsWith("Microsoft.ML", StringComparison.Ordinal) || name.StartsWith("ILGPU", StringComparison.Ordinal);
        Assert.Contains(References(Room(MachineLearning)), IsOfModels);
        Assert.All(Rooms.Where(room => NameOf(room) != MachineLearning), room => Assert.DoesNotContain(References(room), IsOfModels));
    }

    [Fact]
    public void PDFsharp_is_referenced_by_the_room_of_reports_alone() =>
        Assert.Equal(["ProvenanceAudit.Reporting"], Rooms.Where(room => References(room).Contains("PdfSharp")).Select(NameOf));

    [Fact]
    public void No_public_member_of_the_index_shows_a_type_of_Lucene()
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (Type type in Room(Lucene).GetExportedTypes())
        {
            AssertHidden(type, type.BaseType);
            Assert.All(type.GetInterfaces(), i => AssertHidden(type, i));
            foreach (MethodBase method in type.GetMethods(Public).Concat<MethodBase>(type.GetConstructors(Public)))
            {
                AssertHidden(method, (method as MethodInfo)?.ReturnType);
                Assert.All(method.GetParameters(), p => AssertHidden(method, p.ParameterType));
            }
            Assert.All(type.GetFields(Public), field => AssertHidden(field, field.FieldType));
        }
    }

    private static void AssertHidden(MemberInfo member, Type? type)
    {
        if (type is null)
            return;
        Assert.False(IsLucene(type.Assembly.GetName().Name!), $"{member.DeclaringType ?? member}: {member} shows {type}");
        if (type.HasElementType)
            AssertHidden(member, type.GetElementType());
        foreach (Type argument in type.GetGenericArguments().Where(a => !a.IsGenericParameter))
            AssertHidden(member, argument);
    }

    private static Assembly Room(string name) => Rooms.Single(room => NameOf(room) == name);

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static bool IsRoom(string name) =>
        name == App || ((name == Core || name.StartsWith(Core + ".", StringComparison.Ordinal))
            && !name.EndsWith(".Tests", StringComparison.Ordinal));

    private static bool IsLucene(string name) => name.StartsWith("Lucene.Net", StringComparison.Ordinal);

    // What comes with the platform, and not from a package whatever its name.
    private static bool IsBase(string name) =>
        Path.GetDirectoryName(Assembly.Load(name).Location) == Path.GetDirectoryName(typeof(object).Assembly.Location);
}
