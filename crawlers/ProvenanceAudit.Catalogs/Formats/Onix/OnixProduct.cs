using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>One Product of a message as a record of a catalog.</summary>
internal sealed class OnixProduct
{
    private readonly XElement _product;
    private readonly long _line;
    private readonly OnixMessage _message;
    private readonly string _file;
    private readonly IntakeSettings _settings;
    private readonly List<string> _warnings;

    // Where release 3 has blocks, release 2 has all in one.
    private readonly XElement? _descriptive;
    private readonly XElement? _publishing;
    private readonly XElement? _related;

    /// <summary>Prepares to read.</summary>
    /// <param name="record">The product as it was cut out.</param>
    /// <param name="message">What its message says for all.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="settings">When it was handed in.</param>
    /// <param name="warnings">What it was read with so far.</param>
    public OnixProduct(XmlRecord record, OnixMessage message, string file, IntakeSettings settings, List<string> warnings)
    {
        (_product, _line, _message, _file, _settings, _warnings) = (record.Element!, record.Line, message, file, settings, warnings);
        bool hasBlocks = !message.IsOfRelease2;
        _descriptive = hasBlocks ? _product.One("DescriptiveDetail") : _product;
        _publishing = hasBlocks ? _product.One("PublishingDetail") : _product;
        _related = hasBlocks ? _product.One("RelatedMaterial") : _product;
    }

    /// <summary>Reads it.</summary>
    public CatalogRecord Read()
    {
        string? id = _product.Words("RecordReference");
        if (id is null)
            return Refused(null, "the product has no <RecordReference>, by which its sender knows the record; give it one that stays the same");
        if (id.Length > Work.LongestId)
            return Refused(null, $"the product's <RecordReference> has {id.Length} characters; {Work.LongestId} are allowed");
        switch (_product.Words("NotificationType"))
        {
            case "01" or "02" or "03" or "09":
                return Whole(id);
            case "04":
                return _message.IsOfRelease2 ? Whole(id) : Update(id);
            case "05":
                return Withdrawn(id, _product.Words("DeletionText") is { } text ? $"the sender says why: {text}" : null);
            case "08":
                string? buyer = _publishing.All("Publisher").Where(p => p.Words("PublishingRole") == "09").Select(p => p.Words("PublisherName")).FirstOrDefault();
                return Withdrawn(id, $"the product was sold to {buyer ?? "another publisher, who is not named"}");
            case "12" or "13" or "14":
                return Refused(id, "the record updates supply and markets alone, of which nothing is kept here; nothing needs to be done");
            case "88" or "89":
                return Refused(id, "the record is a test, by its notification type; send it with another type when it is meant");
            case null:
                _warnings.Add("the record has no <NotificationType>; it was read as a complete record");
                return Whole(id);
            case { } other:
                _warnings.Add($"the notification type '{Shorten(other)}' is none of ONIX code list 1; the record was read as a complete one");
                return Whole(id);
        }
    }

    private CatalogRecord Whole(string id) => _descriptive is null && _publishing is null
        ? Refused(id, "the product has neither <DescriptiveDetail> nor <PublishingDetail>; send the whole record, or an update as notification type 04")
        : Put(id, WorkParts.All);

    // An update of release 3 replaces the blocks that it has, and repeats what stands before them.
    private CatalogRecord Update(string id)
    {
        WorkParts stated = WorkParts.Identifiers
            | (_descriptive is null ? WorkParts.None : WorkParts.Description | WorkParts.Rights | WorkParts.Series)
            | (_publishing is null ? WorkParts.None : WorkParts.Publishing)
            | (_related is null ? WorkParts.None : WorkParts.Relations);
        if (stated == WorkParts.Identifiers)
            _warnings.Add("of what the update states, identifiers alone are kept here");
        return Put(id, stated) with { Action = RecordAction.Amend };
    }

    private CatalogRecord Put(string id, WorkParts stated)
    {
        IdentifierMap identifiers = Identifiers();
        string? title = OnixNames.Title(_descriptive);
        if (title is null && stated.HasFlag(WorkParts.Description))
            _warnings.Add("the product has no title; its record reference stands for it");
        string? publisher = Publisher();
        string? licence = OnixTerms.Licence(_descriptive);
        IReadOnlyList<RightsStatement> rights = Rights(id, publisher);
        return new CatalogRecord
        {
            File = _file,
            Line = _line,
            RecordId = id,
            IsInSeries = true,
            Stated = stated,
            Rights = rights,
            Warnings = _warnings,
            Work = new Work
            {
                Id = id,
                Title = title ?? id,
                Contributors = OnixNames.Contributors(_descriptive),
                Identifiers = identifiers.Values,
                Language = Language(),
                Publisher = publisher,
                RightsHolder = OnixTerms.Holder(_publishing),
                Licence = licence,
                Published = Published(),
                Terms = [.. OnixTerms.Copyright(_publishing), .. OnixTerms.Sales(_publishing), .. OnixTerms.Usage(_descriptive)],
                Relations = [.. Relations().Distinct()],
            },
        };
    }

    private CatalogRecord Withdrawn(string id, string? reason)
    {
        if (reason is not null)
            _warnings.Add(reason);
        return new CatalogRecord
        {
            File = _file,
            Line = _line,
            RecordId = id,
            Action = RecordAction.Withdraw,
            IsInSeries = true,
            Work = new Work { Id = id, Title = OnixNames.Title(_descriptive) ?? id, Identifiers = Identifiers().Values },
            Warnings = _warnings,
        };
    }

    private CatalogRecord Refused(string? id, string reason) => CatalogRecord.Refused(_file, _line, id, reason) with { Warnings = _warnings };

    private IdentifierMap Identifiers()
    {
        var identifiers = new IdentifierMap(_warnings);
        // The same number is sent as ISBN-13 and as GTIN-13, and as ISBN-10 by some.
        foreach (XElement identifier in _product.All("ProductIdentifier").OrderBy(i => i.Words("ProductIDType") == "15" ? 0 : 1))
            identifiers.Add(SchemeOf(identifier, "ProductIDType"), identifier.Words("IDValue"));
        identifiers.Add("isbn-10", _product.Words("ISBN"));
        identifiers.Add("gtin-13", _product.Words("EAN13"));
        identifiers.Add("doi", _product.Words("DOI"));
        return identifiers;
    }

    private static string SchemeOf(XElement identifier, string type)
    {
        string code = identifier.Words(type) ?? "";
        return OnixCodes.IdentifierScheme(code) ?? (identifier.Words("IDTypeName") ?? (code is "01" or "" ? "proprietary" : $"onix-{code}")).ToLowerInvariant();
    }

    private string? Language()
    {
        string? code = _descriptive.All("Language").Where(l => l.Words("LanguageRole") == "01").Select(TagOf).FirstOrDefault(tag => tag is not null)
            ?? LanguageTags.Of(_descriptive.Words("LanguageOfText"));
        return code ?? (_descriptive is null ? null : _message.DefaultLanguage);
    }

    private static string? TagOf(XElement language)
    {
        string? tag = LanguageTags.Of(language.Words("LanguageCode"));
        string more = string.Concat(new[] { language.Words("ScriptCode"), language.Words("CountryCode") }.OfType<string>().Select(part => $"-{part}"));
        return tag is null ? null : LanguageTags.Of(tag + more) ?? tag;
    }

    private string? Publisher() =>
        _publishing.All("Publisher").OrderBy(p => p.Words("PublishingRole") is "01" or null ? 0 : 1)
            .Select(p => p.Words("PublisherName")).FirstOrDefault(name => name is not null)
        ?? _publishing.All("Imprint").Select(i => i.Words("ImprintName")).FirstOrDefault(name => name is not null)
        ?? _publishing.Words("PublisherName") ?? _publishing.Words("ImprintName");

    private string? Published()
    {
        if (_publishing is null)
            return null;
        string? Of(params string[] roles) => _publishing.All("PublishingDate").Where(d => roles.Contains(d.Words("PublishingDateRole")))
            .Select(d => OnixDates.Read(d, "Date")).OfType<string>().Min(StringComparer.Ordinal);
        // 11 is the work's first publication; without it, the earlier one of this product and of its counterpart in print.
        string? published = Of("11") ?? OnixDates.Read(_publishing.Words("YearFirstPublished"), "05") ?? Of("01", "19")
            ?? OnixDates.Read(_publishing.Words("PublicationDate"), null);
        if (published is null && (_publishing.All("PublishingDate").Any(d => d.Words("PublishingDateRole") is "01" or "11") || _publishing.Words("PublicationDate") is not null))
            _warnings.Add("the date of publication is no date that its format describes, and was left out");
        return published;
    }

    private IEnumerable<WorkRelation> Relations()
    {
        foreach (XElement work in _related.All("RelatedWork"))
        {
            string? kind = work.Words("WorkRelationCode") switch
            {
                "01" or "06" => WorkRelationKinds.EditionOf,
                "29" => WorkRelationKinds.TranslationOf,
                _ => null,
            };
            foreach (WorkRelation relation in RelationsTo(kind, work, "WorkIdentifier", "WorkIDType"))
                yield return relation;
        }
        foreach (XElement product in _related.All("RelatedProduct"))
        {
            string? kind = (product.Words("ProductRelationCode") ?? product.Words("RelationCode")) switch
            {
                "02" => WorkRelationKinds.PartOf,
                "03" => WorkRelationKinds.Replaces,
                "05" => WorkRelationKinds.ReplacedBy,
                // Alternative format, print or electronic counterpart, printing on demand.
                "06" or "13" or "16" or "17" or "27" => WorkRelationKinds.OtherFormat,
                _ => null,
            };
            foreach (WorkRelation relation in RelationsTo(kind, product, "ProductIdentifier", "ProductIDType"))
                yield return relation;
        }
        if (_message.IsOfRelease2)
        {
            foreach (WorkRelation relation in RelationsTo(WorkRelationKinds.EditionOf, _product, "WorkIdentifier", "WorkIDType"))
                yield return relation;
        }
        foreach (XElement collection in _descriptive.All("Collection"))
        {
            foreach (WorkRelation relation in PartsOf(collection.All("CollectionIdentifier"), "CollectionIDType"))
                yield return relation;
        }
        foreach (XElement series in _descriptive.All("Series"))
        {
            foreach (WorkRelation relation in PartsOf(series.All("SeriesIdentifier"), "SeriesIDType"))
                yield return relation;
            if (series.Words("SeriesISSN") is { } issn)
                yield return Relation(WorkRelationKinds.PartOf, "issn", issn);
        }
    }

    private static IEnumerable<WorkRelation> PartsOf(IEnumerable<XElement> identifiers, string type) => identifiers
        .Select(i => (Scheme: OnixCodes.CollectionScheme(i.Words(type) ?? ""), Value: i.Words("IDValue")))
        .Where(i => i.Scheme is not null && i.Value is not null).Select(i => Relation(WorkRelationKinds.PartOf, i.Scheme!, i.Value!));

    private static IEnumerable<WorkRelation> RelationsTo(string? kind, XElement holder, string identifiers, string type) => kind is null ? []
        : holder.All(identifiers).Where(i => i.Words("IDValue") is not null).Select(i => Relation(kind, SchemeOf(i, type), i.Words("IDValue")!));

    private static WorkRelation Relation(string kind, string scheme, string value)
    {
        WorkIdentifier identifier = IdentifierMap.Of(scheme, value);
        return new(kind, identifier.Scheme, identifier.Value);
    }

    private List<RightsStatement> Rights(string id, string? publisher)
    {
        var source = new RightsSource
        {
            Address = _file,
            Evidence = new() { ObservedAt = _settings.ReceivedAt },
            Subject = RightsScope.Work(id),
            Declarant = new(RightsRole.Publisher, publisher),
        };
        var found = new List<RightsStatement>();
        if (_descriptive is not null && !_message.IsOfRelease2)
            found.AddRange(Rights(_descriptive, source));
        // What is permitted for a chapter or a sample is not permitted for the whole; what is reserved for one must not be missed.
        foreach ((string block, string what) in new[] { ("ContentDetail", "an item of its content"), ("CollateralDetail", "material beside it") })
        {
            foreach (XElement part in _product.All(block))
            {
                found.AddRange(Rights(part, source).Where(s => s.Effect is RightsEffect.Reserve or RightsEffect.Conditional && s.Standard == RightsStandard.Onix)
                    .Select(s => s with { Remarks = [.. s.Remarks, $"stated in {block}, of {what}, not of the whole product"], Position = $"{block}, {s.Position}" }));
            }
        }
        return found;
    }

    private IEnumerable<RightsStatement> Rights(XElement part, RightsSource source)
    {
        StatedRights stated = OnixReader.Read(part, source);
        _warnings.AddRange(stated.Problems.Select(p => p.Reason.TrimEnd('.')));
        return stated.Statements.Select(s => s with { Declarant = source.Declarant, Line = (int)Math.Min(_line, int.MaxValue) });
    }

    private static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
