using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// ONIX for Books 3: usage constraints of type 11 (code list 145: text and data mining, from issue 64 with the training of generative
/// AI) and licences of digital products. Reference names and short tags are read.
/// </summary>
public static class OnixReader
{
    private const string TextAndDataMining = "11";

    /// <summary>Reads an ONIX message or a Product element as text.</summary>
    public static StatedRights Read(string text, RightsSource source) =>
        MarkupText.Read(text, out string? problem, skipDoctype: true) is { } markup ? Read(markup, source)
            : new([], [new RightsProblem(source.Address, null, problem!)]);

    /// <summary>Reads a Product element that somebody else read.</summary>
    public static StatedRights Read(XElement product, RightsSource source) => Read(MarkupText.Of(product), source);

    private static StatedRights Read(MarkupText markup, RightsSource source)
    {
        string? publisher = Descendants(markup.Root, "PublisherName", "b081").Select(element => element.Value.Trim())
            .FirstOrDefault(name => name.Length > 0);
        RightsSource product = source with { Declarant = new(RightsRole.Publisher, publisher) };
        var found = new StatementList(product, RightsStandard.Onix, "3");
        XElement[] licences = [.. Descendants(markup.Root, "EpubLicense", "epublicense").Take(50)];
        string? policy = licences.SelectMany(licence => Expressions(licence))
            .Where(expression => expression.Type is "20" or "21").Select(expression => expression.Link).FirstOrDefault();
        foreach (XElement constraint in Descendants(markup.Root, "EpubUsageConstraint", "epubusageconstraint").Take(1000))
        {
            if (Child(constraint, "EpubUsageType", "x318") != TextAndDataMining)
                continue;
            RightsEffect? effect = Child(constraint, "EpubUsageStatus", "x319") switch
            {
                "01" => RightsEffect.Permit,
                "02" => RightsEffect.Conditional,
                "03" => RightsEffect.Reserve,
                _ => null,
            };
            if (effect is null)
            {
                found.Problem("the status of a usage constraint on text and data mining is none of list 146", markup.LineOf(constraint));
                continue;
            }
            found.Add(found.New(source.About, TdmRepReader.Uses, effect.Value, markup.RawOf(constraint)) with
            {
                Line = markup.LineOf(constraint),
                Position = "EpubUsageConstraint",
                Conditions = effect == RightsEffect.Conditional
                    ? [new(RightsConditionKind.Other, Limits(constraint), Link: policy)] : [],
                Link = policy,
                Remarks = ["type 11 of list 145 is text and data mining, with the training of generative AI"],
            });
        }
        return StatedRights.All([found.Done(), .. licences.SelectMany(licence => Expressions(licence).Take(20).Select(expression =>
            LicenceLink.Value(expression.Link, markup.RawOf(licence), $"EpubLicense, expression of type {expression.Type}", product,
                RightsStandard.Onix)))]);
    }

    private static string Limits(XElement constraint)
    {
        string[] limits = [.. Descendants(constraint, "EpubUsageLimit", "epubusagelimit")
            .Select(limit => $"{Child(limit, "Quantity", "x320")} of unit {Child(limit, "EpubUsageUnit", "x321")}")];
        return limits.Length == 0 ? "permitted within limits that are not told" : $"permitted within limits: {string.Join(", ", limits)}";
    }

    private static IEnumerable<(string Type, string Link)> Expressions(XElement licence) =>
        Descendants(licence, "EpubLicenseExpression", "epublicenseexpression")
            .Select(expression => (Child(expression, "EpubLicenseExpressionType", "x508") ?? "",
                Child(expression, "EpubLicenseExpressionLink", "x510") ?? ""))
            .Where(expression => expression.Item2.Length > 0);

    private static IEnumerable<XElement> Descendants(XElement root, string name, string tag) =>
        root.DescendantsAndSelf().Where(element => element.Name.LocalName == name || element.Name.LocalName == tag);

    private static string? Child(XElement element, string name, string tag) => element.Elements()
        .Where(child => child.Name.LocalName == name || child.Name.LocalName == tag).Select(child => child.Value.Trim()).FirstOrDefault();
}
