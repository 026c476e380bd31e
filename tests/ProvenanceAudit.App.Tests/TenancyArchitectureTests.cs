using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ProvenanceAudit.App.Tests;

/// <summary>
/// Ways past the scope of a caller, read off the program as it was built: who sees whose rows is decided where a context is made,
/// and pages and API get theirs made.
/// </summary>
public sealed class TenancyArchitectureTests
{
    private const string Pages = "ProvenanceAudit.App.Pages.";
    private const string Api = "ProvenanceAudit.App.Api.";

    private static readonly IReadOnlyList<(string Caller, string Callee)> Calls = [.. Read(Path.Combine(AppContext.BaseDirectory, "provenance-audit.dll"))];

    [Fact]
    public void Nobody_switches_filters_off() => Assert.DoesNotContain(Calls, c => c.Callee.Contains("IgnoreQueryFilters", StringComparison.Ordinal));

    [Fact]
    public void Nobody_writes_SQL_outside_the_registry() => Assert.DoesNotContain(Calls, c =>
        c.Callee is "RelationalQueryableExtensions.FromSql" or "RelationalQueryableExtensions.FromSqlRaw" or "RelationalQueryableExtensions.FromSqlInterpolated"
        || (c.Callee.StartsWith("RelationalDatabaseFacadeExtensions.", StringComparison.Ordinal) && c.Callee.Contains("Sql", StringComparison.Ordinal))
        || c.Callee is "RelationalDatabaseFacadeExtensions.GetDbConnection");

    [Fact]
    public void No_page_and_no_resource_asks_for_everything() => Assert.DoesNotContain(Calls, c =>
        c.Callee == "RegistryScope.get_Everything" && IsForCallers(c.Caller));

    [Fact]
    public void No_page_and_no_resource_makes_a_context_of_its_own() =>
        // Requests that are repeated are kept before the resource is known, in the caller's scope.
        Assert.Equal([Api + "IdempotentPosts"], CallersOf("RegistryDatabase.CreateContext").Where(IsForCallers));

    [Fact]
    public void The_context_of_signing_in_is_used_for_that_alone() => Assert.All(CallersOf("PeopleContext.get_Context"), caller => Assert.True(
        caller.StartsWith(Pages + "Account.", StringComparison.Ordinal) || caller is Api + "ApiKeySignIn"
        || caller is "ProvenanceAudit.App.People.InvitationAcceptance" or "ProvenanceAudit.App.People.OpenIdSignIn"
        || caller is "ProvenanceAudit.App.Serving.PeopleContext" or "ProvenanceAudit.App.Serving.PeopleStore" or "ProvenanceAudit.App.Serving.PersonSignIn",
        caller));

    [Fact]
    public void The_calls_are_found()
    {
        Assert.Contains(Calls, c => c is ("ProvenanceAudit.App.Serving.PeopleContext", "RegistryScope.get_Everything"));
        // In the body of a method that waits, and of a generic method.
        Assert.Contains(Calls, c => c.Caller == "ProvenanceAudit.App.Serving.SetUpLink" && c.Callee == "RegistryDatabase.CreateContext");
        Assert.Contains(Calls, c => c.Caller == Api + "CatalogsApi" && c.Callee == "EntityFrameworkQueryableExtensions.SingleOrDefaultAsync");
    }

    private static bool IsForCallers(string caller) =>
        caller.StartsWith(Pages, StringComparison.Ordinal) || caller.StartsWith(Api, StringComparison.Ordinal);

    private static IEnumerable<string> CallersOf(string callee) =>
        Calls.Where(c => c.Callee == callee).Select(c => c.Caller).Distinct().Order(StringComparer.Ordinal);

    /// <summary>All calls in a program: the outermost type that holds the code, and the method called.</summary>
    private static IEnumerable<(string Caller, string Callee)> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            string caller = OutermostOf(metadata, type);
            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                int address = metadata.GetMethodDefinition(method).RelativeVirtualAddress;
                if (address == 0)
                    continue;
                byte[] code = file.GetMethodBody(address).GetILBytes() ?? [];
                // Every place that can be a call: what is none resolves to no method, or, once in a few billion, to a false alarm.
                for (int i = 0; i + 5 <= code.Length; i++)
                {
                    bool isCall = code[i] is 0x28 or 0x6F or 0x73 || (code[i] is 0x06 or 0x07 && i > 0 && code[i - 1] == 0xFE);
                    if (isCall && CalleeOf(metadata, BitConverter.ToInt32(code, i + 1)) is string callee)
                        yield return (caller, callee);
                }
            }
        }
    }

    private static string OutermostOf(MetadataReader metadata, TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }

    private static string? CalleeOf(MetadataReader metadata, int token)
    {
        var (table, row) = ((TableIndex)(token >>> 24), token & 0xFFFFFF);
        if (table is not (TableIndex.MemberRef or TableIndex.MethodSpec or TableIndex.MethodDef) || row == 0 || row > metadata.GetTableRowCount(table))
            return null;
        return MetadataTokens.EntityHandle(token) is { Kind: HandleKind.MethodSpecification } generic
            ? NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)generic).Method)
            : NameOf(metadata, MetadataTokens.EntityHandle(token));
    }

    private static string? NameOf(MetadataReader metadata, EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodDefinition)
        {
            MethodDefinition own = metadata.GetMethodDefinition((MethodDefinitionHandle)method);
            return $"{metadata.GetString(metadata.GetTypeDefinition(own.GetDeclaringType()).Name)}.{metadata.GetString(own.Name)}";
        }
        MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)method);
        return member.Parent.Kind == HandleKind.TypeReference
            ? $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}"
            : null;
    }
}
