using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Files as publishers' systems export them, small.</summary>
internal static class PublisherFiles
{
    /// <summary>An ONIX message.</summary>
    public static byte[] Onix(params string[] products) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
        <Header><Sender><SenderName>Grey Press</SenderName></Sender><SentDateTime>20261101</SentDateTime></Header>
        {string.Join('\n', products)}
        </ONIXMessage>
        """);

    /// <summary>A product of a message, by Pia Painter, whose publisher reserves text and data mining.</summary>
    public static string Product(string reference, string isbn, string title, string notification = "03", string more = "") => $"""
        <Product>
        <RecordReference>{reference}</RecordReference>
        <NotificationType>{notification}</NotificationType>
        <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
        <DescriptiveDetail>
        <ProductComposition>00</ProductComposition>
        <ProductForm>ED</ProductForm>
        <EpubUsageConstraint><EpubUsageType>11</EpubUsageType><EpubUsageStatus>03</EpubUsageStatus></EpubUsageConstraint>
        <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{title}</TitleText></TitleElement></TitleDetail>
        <Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>Pia Painter</PersonName></Contributor>
        <Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language>
        </DescriptiveDetail>
        <PublishingDetail>
        <Publisher><PublishingRole>01</PublishingRole><PublisherName>Grey Press</PublisherName></Publisher>
        <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date>20190501</Date></PublishingDate>
        </PublishingDetail>
        {more}
        </Product>
        """;

    /// <summary>An EPUB 3 by Pia Painter with one chapter.</summary>
    public static byte[] Epub(string identifier, string title, string text) => Zip(
        ("mimetype", Encoding.UTF8.GetBytes("application/epub+zip")),
        ("META-INF/container.xml", Encoding.UTF8.GetBytes(
            """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="o/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""")),
        ("o/c.opf", Encoding.UTF8.GetBytes($"""
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">{identifier}</dc:identifier><dc:title>{title}</dc:title>
            <dc:creator>Pia Painter</dc:creator><dc:language>en</dc:language></metadata>
            <manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>
            </package>
            """)),
        ("o/a.xhtml", Encoding.UTF8.GetBytes(
            $"""<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>""")));

    /// <summary>A ZIP archive.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return memory.ToArray();
    }
}
