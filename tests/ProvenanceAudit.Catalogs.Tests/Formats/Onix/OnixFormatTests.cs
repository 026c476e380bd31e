using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Onix;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.Onix;

public sealed class OnixFormatTests : FormatContract
{
    internal override ICatalogFormat Format => new OnixFormat();

    protected override bool IsXml => true;

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("3.0, reference names", OnixSamples.Reference30, 8, 119),
        FormatSample.Of("3.1, short tags", OnixSamples.Short31, 7, 39, 47),
        FormatSample.Of("2.1, reference names", OnixSamples.Reference21, 9),
        FormatSample.Of("2.1, short tags", OnixSamples.Short21, 3),
        FormatSample.Of("without a namespace", OnixSamples.Reference30.Replace(" xmlns=\"http://ns.editeur.org/onix/3.0/reference\"", "", StringComparison.Ordinal), 8, 119),
        FormatSample.Of("with a prefix", Prefixed(OnixSamples.Short31), 7, 39, 47),
        FormatSample.Of("a product alone", Product("<NotificationType>03</NotificationType><DescriptiveDetail/>").Replace("<ONIXMessage release='3.0'>", "",
            StringComparison.Ordinal).Replace("</ONIXMessage>", "", StringComparison.Ordinal), 1),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad one", OnixSamples.Reference30.Replace("<Subtitle>or, Moby-Dick</Subtitle>", "<Subtitle>or, Moby & Dick</Subtitle>", StringComparison.Ordinal), 8, 119), 0);

    [Fact]
    public void A_record_of_3_0_is_read_with_all_that_it_says()
    {
        CatalogRecord record = Read(OnixSamples.Reference30)[0];
        Assert.Equal(("com.example.whale", "ONIX for Books 3.0, reference names", RecordAction.Put, true, WorkParts.All),
            (record.RecordId, record.Format, record.Action, record.IsInSeries, record.Stated));
        Assert.Empty(record.Warnings);
        Assert.Null(record.Text);
        Work work = record.Work!;
        Assert.Equal(("com.example.whale", "The Whale: or, Moby-Dick", "de-AT", "Example Press", "Example Press; Erika Mustermann", "1851-10"),
            (work.Id, work.Title, work.Language, work.Publisher, work.RightsHolder, work.Published));
        Assert.Equal("https://press.example/licence", work.Licence);
        Assert.Equal(["Herman Melville", "Erika Mustermann", "Society of Whalers"], work.Contributors);
        Assert.Equal(["doi=10.1000/whale", "example sku=W-1", "isbn=9780142437247"], Pairs(work.Identifiers));
        Assert.Equal(
        [
            new(WorkTermKinds.Copyright, "© 2023, 2024 Example Press; Erika Mustermann"),
            new(WorkTermKinds.SalesRights, "for sale with exclusive rights: the whole world, except US, CA"),
            new(WorkTermKinds.SalesRights, "not for sale: US, CA"),
            new(WorkTermKinds.SalesRestriction, "to libraries only: until 2025-01-01"),
            new(WorkTermKinds.Embargo, "2024-05-10, not to be sold before"),
            new(WorkTermKinds.UsageTerms, "technical protection: Adobe DRM"),
            new(WorkTermKinds.UsageTerms, "printing: permitted within limits (10 pages)"),
        ], work.Terms);
        Assert.Equal(
        [
            new(WorkRelationKinds.EditionOf, "isbn", "9783161484100"), new(WorkRelationKinds.OtherFormat, "isbn", "9783161484100"),
            new(WorkRelationKinds.PartOf, "issn", "0378-5955"),
        ], work.Relations);
    }

    [Fact]
    public void Reservations_are_statements_of_the_publisher_about_the_work()
    {
        CatalogRecord record = Read(OnixSamples.Reference30)[0];
        RightsStatement mining = Assert.Single(record.Rights, r => r.Effect == RightsEffect.Reserve);
        Assert.Equal(RightsScope.Work("com.example.whale"), mining.Scope with { Agents = RightsScope.Work("").Agents });
        Assert.Equal([RightsUse.TextAndDataMining, RightsUse.AiTraining], mining.Uses);
        Assert.Equal(new(RightsRole.Publisher, "Example Press"), mining.Declarant);
        Assert.Equal(("dir/file", 8, "https://press.example/policies/tdm.json", DateTimeOffset.UnixEpoch),
            (mining.SourceAddress, mining.Line, mining.Link, mining.Evidence.ObservedAt));
        Assert.Contains(record.Rights, r => r.Link == "https://press.example/licence");
    }

    [Fact]
    public void A_product_of_which_little_is_said_is_a_work_too()
    {
        Work work = Read(OnixSamples.Reference30)[1].Work!;
        // The language is the default of the message's header.
        Assert.Equal(("Short", "en", "2024", null, null), (work.Title, work.Language, work.Published, work.RightsHolder, work.Licence));
        Assert.Empty(work.Contributors);
        Assert.Empty(work.Terms);
    }

    [Fact]
    public void Short_tags_are_read_as_reference_names_are()
    {
        foreach (string text in new[] { OnixSamples.Short31, Prefixed(OnixSamples.Short31) })
        {
            List<CatalogRecord> records = Read(text);
            Assert.All(records, r => Assert.Equal("ONIX for Books 3.1, short tags", r.Format));
            Work work = records[0].Work!;
            Assert.Equal(("x-1", "Wie die <Wale>", "de", "2024-05-02", null), (work.Id, work.Title, work.Language, work.Published, work.RightsHolder));
            Assert.Equal(["Ünal Öz"], work.Contributors);
            Assert.Equal(
            [
                new(WorkTermKinds.Copyright, "℗ 2024 Tonstudio"), new(WorkTermKinds.SalesRights, "for sale with non-exclusive rights: DE, AT"),
                new(WorkTermKinds.SalesRights, "sales rights not stated: the rest of the world"), new(WorkTermKinds.UsageTerms, "technical protection: none"),
            ], work.Terms);
        }
    }

    [Fact]
    public void What_is_reserved_for_a_chapter_is_told_so_and_what_is_permitted_for_one_is_not_taken_for_the_whole()
    {
        IReadOnlyList<RightsStatement> rights = Read(OnixSamples.Short31)[0].Rights;
        Assert.Equal([RightsEffect.Conditional, RightsEffect.Reserve], rights.Select(r => r.Effect));
        Assert.Equal("ContentDetail, EpubUsageConstraint", rights[1].Position);
        Assert.Contains(rights[1].Remarks, r => r.Contains("not of the whole product", StringComparison.Ordinal));

        string permitted = OnixSamples.Short31.Replace("<x319>03</x319>", "<x319>01</x319>", StringComparison.Ordinal);
        Assert.Equal([RightsEffect.Conditional], Read(permitted)[0].Rights.Select(r => r.Effect));
    }

    [Fact]
    public void An_update_of_release_3_states_the_blocks_that_it_has()
    {
        CatalogRecord update = Read(OnixSamples.Short31)[1];
        Assert.Equal((RecordAction.Amend, WorkParts.Identifiers | WorkParts.Relations), (update.Action, update.Stated));
        Assert.Equal([new(WorkRelationKinds.ReplacedBy, "isbn", "9783161484100")], update.Work!.Relations);
        Assert.Empty(update.Warnings);

        CatalogRecord described = ReadOne(Product("<NotificationType>04</NotificationType><DescriptiveDetail/><PublishingDetail/>"));
        Assert.Equal(WorkParts.Identifiers | WorkParts.Description | WorkParts.Rights | WorkParts.Series | WorkParts.Publishing, described.Stated);
        CatalogRecord supply = ReadOne(Product("<NotificationType>04</NotificationType><ProductSupply/>"));
        Assert.Equal((RecordAction.Amend, WorkParts.Identifiers), (supply.Action, supply.Stated));
        Assert.Equal(["of what the update states, identifiers alone are kept here"], supply.Warnings);
    }

    [Fact]
    public void A_deletion_withdraws_and_says_why()
    {
        CatalogRecord record = Read(OnixSamples.Short31)[2];
        Assert.Equal((RecordAction.Withdraw, "x-3", "x-3"), (record.Action, record.Work!.Id, record.Work.Title));
        Assert.Equal(["isbn=9783161484100"], Pairs(record.Work.Identifiers));
        Assert.Equal(["the sender says why: Issued in error"], record.Warnings);
    }

    [Fact]
    public void A_notice_of_sale_withdraws_and_names_the_buyer()
    {
        CatalogRecord record = ReadOne(Product("""
            <NotificationType>08</NotificationType>
            <PublishingDetail><Publisher><PublishingRole>09</PublishingRole><PublisherName>Other Press</PublisherName></Publisher></PublishingDetail>
            """));
        Assert.Equal(RecordAction.Withdraw, record.Action);
        Assert.Equal(["the product was sold to Other Press"], record.Warnings);
    }

    [Theory]
    [InlineData("<NotificationType>88</NotificationType><DescriptiveDetail/>", "the record is a test")]
    [InlineData("<NotificationType>89</NotificationType><DescriptiveDetail/>", "the record is a test")]
    [InlineData("<NotificationType>12</NotificationType><SupplyDetail/>", "updates supply and markets alone")]
    [InlineData("<NotificationType>03</NotificationType><ProductSupply/>", "neither <DescriptiveDetail> nor <PublishingDetail>")]
    public void What_is_no_description_is_refused_with_its_reason(string content, string reason)
    {
        CatalogRecord record = ReadOne(Product(content));
        Assert.Equal("r", record.RecordId);
        Assert.Contains(reason, record.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<RecordReference> </RecordReference><NotificationType>03</NotificationType>")]
    public void A_product_without_a_reference_is_refused(string content) => Assert.StartsWith(
        "the product has no <RecordReference>", ReadOne($"<ONIXMessage release='3.0'><Product>{content}</Product></ONIXMessage>").Refusal, StringComparison.Ordinal);

    [Fact]
    public void A_reference_that_is_too_long_is_refused() =>
        Assert.Contains("has 513 characters; 512 are allowed",
            ReadOne($"<ONIXMessage><Product><RecordReference>{new string('x', 513)}</RecordReference></Product></ONIXMessage>").Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "the record has no <NotificationType>; it was read as a complete record")]
    [InlineData("<NotificationType>77</NotificationType>", "the notification type '77' is none of ONIX code list 1; the record was read as a complete one")]
    public void Without_a_known_type_a_record_counts_as_complete(string type, string warning)
    {
        CatalogRecord record = ReadOne(Product(type + "<DescriptiveDetail/>"));
        Assert.Equal(RecordAction.Put, record.Action);
        Assert.Equal([warning, "the product has no title; its record reference stands for it"], record.Warnings);
    }

    [Fact]
    public void Release_2_1_is_read_with_its_own_elements()
    {
        CatalogRecord record = ReadOne(OnixSamples.Reference21);
        // Updates of release 2 are complete records.
        Assert.Equal(("ONIX for Books 2.1, reference names", RecordAction.Put), (record.Format, record.Action));
        Work work = record.Work!;
        Assert.Equal(("1234567890", "British English, A to Zed: A guide", "fr", "Facts on File Publications", "1985"),
            (work.Id, work.Title, work.Language, work.Publisher, work.Published));
        Assert.Equal(["Norman W Schur"], work.Contributors);
        Assert.Equal(["isbn=9780816016358"], Pairs(work.Identifiers));
        Assert.Equal(
        [
            new(WorkTermKinds.Copyright, "© 1986"), new(WorkTermKinds.SalesRights, "for sale with non-exclusive rights: GB, IE"),
            new(WorkTermKinds.SalesRights, "not for sale: the whole world"), new(WorkTermKinds.SalesRestriction, "exclusive to a retailer: Corner Shop"),
        ], work.Terms);
        Assert.Equal(
        [
            new(WorkRelationKinds.OtherFormat, "isbn", "9780142437247"), new(WorkRelationKinds.EditionOf, "example work", "77"),
            new(WorkRelationKinds.PartOf, "issn", "0378-5955"),
        ], work.Relations);
    }

    [Fact]
    public void Old_short_tags_are_read_too()
    {
        Work work = ReadOne(OnixSamples.Short21).Work!;
        Assert.Equal(("Le Capital: Livre I", "fr", "Éditions Exemple", "2005-03"), (work.Title, work.Language, work.Publisher, work.Published));
        Assert.Equal(["Karl Marx"], work.Contributors);
        Assert.Equal(["isbn=9780816016358"], Pairs(work.Identifiers));
    }

    [Fact]
    public void An_identifier_that_is_wrong_is_kept_as_written_and_told()
    {
        CatalogRecord record = ReadOne(Product("""
            <NotificationType>03</NotificationType>
            <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9780142437248</IDValue></ProductIdentifier>
            <DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>T</TitleText>
            </TitleElement></TitleDetail></DescriptiveDetail>
            """));
        Assert.Equal(["isbn=9780142437248"], Pairs(record.Work!.Identifiers));
        Assert.Equal(["the check digit of ISBN 9780142437248 should be 7; it was kept as written"], record.Warnings);
    }

    [Fact]
    public void A_part_of_a_collection_without_a_title_of_its_own_is_called_by_the_collection_and_its_number() =>
        Assert.Equal("Encyclopedia, Volume 3", ReadOne(Product("""
            <NotificationType>03</NotificationType>
            <DescriptiveDetail><TitleDetail><TitleType>01</TitleType>
            <TitleElement><SequenceNumber>2</SequenceNumber><TitleElementLevel>01</TitleElementLevel><PartNumber>Volume 3</PartNumber></TitleElement>
            <TitleElement><SequenceNumber>1</SequenceNumber><TitleElementLevel>02</TitleElementLevel><TitleText>Encyclopedia</TitleText></TitleElement>
            </TitleDetail></DescriptiveDetail>
            """)).Work!.Title);

    [Theory]
    [InlineData("<TitlePrefix>L’</TitlePrefix><TitleWithoutPrefix>Étranger</TitleWithoutPrefix>", "L’Étranger")]
    [InlineData("<NoPrefix/><TitleWithoutPrefix>Walden</TitleWithoutPrefix>", "Walden")]
    [InlineData("<TitleText>A  <i>b</i>\n c</TitleText>", "A b c")]
    public void Titles_are_as_title_pages_have_them(string element, string title) =>
        Assert.Equal(title, ReadOne(Product($"""
            <DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>{element}</TitleElement>
            </TitleDetail></DescriptiveDetail>
            """)).Work!.Title);

    [Theory]
    [InlineData("20240502", "00", "2024-05-02")]
    [InlineData("202405", "01", "2024-05")]
    [InlineData("20241", "03", "2024")]
    [InlineData("2024", "05", "2024")]
    [InlineData("2024050220240601", "06", "2024-05-02")]
    [InlineData("20240502T1300Z", "13", "2024-05-02")]
    [InlineData("20240502", null, "2024-05-02")]
    [InlineData("2024-05-02", null, "2024-05-02")]
    [InlineData("20240500", "00", "2024-05")]
    [InlineData("20240000", "00", "2024")]
    [InlineData("20241302", "00", null)]
    [InlineData("14450101", "20", null)]
    [InlineData("spring", "12", null)]
    [InlineData("٢٠٢٤", "05", null)]
    [InlineData("", null, null)]
    public void Dates_are_read_by_their_formats(string text, string? format, string? date) => Assert.Equal(date, OnixDates.Read(text, format));

    [Fact]
    public void A_message_without_products_says_so()
    {
        CatalogRecord record = ReadOne("<ONIXMessage release='3.0'>\n<Header/>\n</ONIXMessage>");
        Assert.Equal((3, "the message holds no products; send one with at least one <Product>"), (record.Line, record.Refusal));
        Assert.Equal("ONIX for Books 3.0, reference names", record.Format);
    }

    [Fact]
    public void A_message_that_was_cut_says_so_after_what_could_be_read()
    {
        string cut = OnixSamples.Reference30[..OnixSamples.Reference30.IndexOf("</ONIXMessage>", StringComparison.Ordinal)];
        List<CatalogRecord> records = Read(cut);
        Assert.Equal([null, null, "the file ends before all that it opens is closed: it was cut; send the whole file again"], records.Select(r => r.Refusal));
    }

    [Fact]
    public void A_header_that_cannot_be_read_costs_no_product()
    {
        foreach (string header in new[] { "<Header><Sender></Header>", "<Header>" })
        {
            CatalogRecord record = ReadOne(Product("<NotificationType>03</NotificationType><DescriptiveDetail/>").Replace("<Product>", header + "<Product>", StringComparison.Ordinal));
            Assert.Equal("r", record.Work!.Id);
            Assert.StartsWith("the message's header could not be read: ", record.Warnings[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_later_message_of_one_catalog_takes_the_place_of_an_earlier_one()
    {
        using var folder = new TemporaryFolder();
        folder.File("1.xml", Product("<NotificationType>03</NotificationType><DescriptiveDetail/>"));
        folder.File("2.xml", Product("<NotificationType>03</NotificationType><DescriptiveDetail/>"));
        Assert.All(new CatalogReader(folder.Path).Records(), r => Assert.Null(r.Refusal));
    }

    private static string Product(string content) =>
        $"<ONIXMessage release='3.0'><Product><RecordReference>r</RecordReference>{content}</Product></ONIXMessage>";

    private static string Prefixed(string text) => System.Text.RegularExpressions.Regex.Replace(text, "<(/?)([A-Za-z])", "<$1o:$2")
        .Replace("xmlns=", "xmlns:o=", StringComparison.Ordinal);

    private static IEnumerable<string> Pairs(IReadOnlyDictionary<string, string> identifiers) => identifiers.Select(i => $"{i.Key}={i.Value}");
}
