namespace ProvenanceAudit.Catalogs.Tests.Formats.Onix;

/// <summary>Messages as publishers send them; valid by the schemas of EDItEUR.</summary>
internal static class OnixSamples
{
    /// <summary>3.0, reference names: a book with all that is read, and one with what must be there.</summary>
    public const string Reference30 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
          <Header>
            <Sender><SenderName>Example Press</SenderName></Sender>
            <SentDateTime>20240501</SentDateTime>
            <DefaultLanguageOfText>eng</DefaultLanguageOfText>
          </Header>
          <Product datestamp="20240501">
            <RecordReference>com.example.whale</RecordReference>
            <NotificationType>03</NotificationType>
            <ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>Example SKU</IDTypeName><IDValue>W-1</IDValue></ProductIdentifier>
            <ProductIdentifier><ProductIDType>03</ProductIDType><IDValue>9780142437247</IDValue></ProductIdentifier>
            <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9780142437247</IDValue></ProductIdentifier>
            <ProductIdentifier><ProductIDType>06</ProductIDType><IDValue>10.1000/Whale</IDValue></ProductIdentifier>
            <DescriptiveDetail>
              <ProductComposition>00</ProductComposition>
              <ProductForm>ED</ProductForm>
              <EpubTechnicalProtection>03</EpubTechnicalProtection>
              <EpubUsageConstraint>
                <EpubUsageType>02</EpubUsageType>
                <EpubUsageStatus>02</EpubUsageStatus>
                <EpubUsageLimit><Quantity>10</Quantity><EpubUsageUnit>04</EpubUsageUnit></EpubUsageLimit>
              </EpubUsageConstraint>
              <EpubUsageConstraint><EpubUsageType>11</EpubUsageType><EpubUsageStatus>03</EpubUsageStatus></EpubUsageConstraint>
              <EpubLicense>
                <EpubLicenseName>Example licence for readers</EpubLicenseName>
                <EpubLicenseExpression>
                  <EpubLicenseExpressionType>01</EpubLicenseExpressionType>
                  <EpubLicenseExpressionLink>https://press.example/licence</EpubLicenseExpressionLink>
                </EpubLicenseExpression>
                <EpubLicenseExpression>
                  <EpubLicenseExpressionType>20</EpubLicenseExpressionType>
                  <EpubLicenseExpressionLink>https://press.example/policies/tdm.json</EpubLicenseExpressionLink>
                </EpubLicenseExpression>
              </EpubLicense>
              <Collection>
                <CollectionType>10</CollectionType>
                <CollectionIdentifier><CollectionIDType>02</CollectionIDType><IDValue>03785955</IDValue></CollectionIdentifier>
                <TitleDetail>
                  <TitleType>01</TitleType>
                  <TitleElement><TitleElementLevel>02</TitleElementLevel><TitleText>Sea Stories</TitleText></TitleElement>
                </TitleDetail>
              </Collection>
              <TitleDetail>
                <TitleType>05</TitleType>
                <TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>Moby</TitleText></TitleElement>
              </TitleDetail>
              <TitleDetail>
                <TitleType>01</TitleType>
                <TitleElement>
                  <TitleElementLevel>01</TitleElementLevel>
                  <TitlePrefix>The</TitlePrefix>
                  <TitleWithoutPrefix>Whale</TitleWithoutPrefix>
                  <Subtitle>or, Moby-Dick</Subtitle>
                </TitleElement>
              </TitleDetail>
              <Contributor>
                <SequenceNumber>2</SequenceNumber>
                <ContributorRole>B06</ContributorRole>
                <PersonNameInverted>Mustermann, Erika</PersonNameInverted>
              </Contributor>
              <Contributor>
                <SequenceNumber>1</SequenceNumber>
                <ContributorRole>A01</ContributorRole>
                <NamesBeforeKey>Herman</NamesBeforeKey>
                <KeyNames>Melville</KeyNames>
              </Contributor>
              <Contributor>
                <SequenceNumber>3</SequenceNumber>
                <ContributorRole>A24</ContributorRole>
                <CorporateName>Society of Whalers</CorporateName>
              </Contributor>
              <Contributor>
                <SequenceNumber>4</SequenceNumber>
                <ContributorRole>A12</ContributorRole>
                <UnnamedPersons>02</UnnamedPersons>
              </Contributor>
              <Language><LanguageRole>02</LanguageRole><LanguageCode>eng</LanguageCode></Language>
              <Language><LanguageRole>01</LanguageRole><LanguageCode>ger</LanguageCode><CountryCode>AT</CountryCode></Language>
            </DescriptiveDetail>
            <PublishingDetail>
              <Imprint><ImprintName>Whale Books</ImprintName></Imprint>
              <Publisher><PublishingRole>01</PublishingRole><PublisherName>Example Press</PublisherName></Publisher>
              <PublishingStatus>04</PublishingStatus>
              <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="00">20240502</Date></PublishingDate>
              <PublishingDate><PublishingDateRole>11</PublishingDateRole><Date dateformat="01">185110</Date></PublishingDate>
              <PublishingDate><PublishingDateRole>02</PublishingDateRole><Date dateformat="00">20240510</Date></PublishingDate>
              <CopyrightStatement>
                <CopyrightYear>2023</CopyrightYear>
                <CopyrightYear>2024</CopyrightYear>
                <CopyrightOwner><CorporateName>Example Press</CorporateName></CopyrightOwner>
                <CopyrightOwner><PersonName>Erika Mustermann</PersonName></CopyrightOwner>
              </CopyrightStatement>
              <SalesRights>
                <SalesRightsType>01</SalesRightsType>
                <Territory><RegionsIncluded>WORLD</RegionsIncluded><CountriesExcluded>US CA</CountriesExcluded></Territory>
              </SalesRights>
              <SalesRights><SalesRightsType>03</SalesRightsType><Territory><CountriesIncluded>US CA</CountriesIncluded></Territory></SalesRights>
              <SalesRestriction>
                <SalesRestrictionType>06</SalesRestrictionType>
                <EndDate dateformat="00">20250101</EndDate>
              </SalesRestriction>
            </PublishingDetail>
            <RelatedMaterial>
              <RelatedWork>
                <WorkRelationCode>01</WorkRelationCode>
                <WorkIdentifier><WorkIDType>15</WorkIDType><IDValue>9783161484100</IDValue></WorkIdentifier>
              </RelatedWork>
              <RelatedProduct>
                <ProductRelationCode>13</ProductRelationCode>
                <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9783161484100</IDValue></ProductIdentifier>
              </RelatedProduct>
              <RelatedProduct>
                <ProductRelationCode>22</ProductRelationCode>
                <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9780140449334</IDValue></ProductIdentifier>
              </RelatedProduct>
            </RelatedMaterial>
          </Product>
          <Product>
            <RecordReference>com.example.short</RecordReference>
            <NotificationType>02</NotificationType>
            <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9780140449334</IDValue></ProductIdentifier>
            <DescriptiveDetail>
              <ProductComposition>00</ProductComposition>
              <ProductForm>BC</ProductForm>
              <NoCollection/>
              <TitleDetail>
                <TitleType>01</TitleType>
                <TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>Short</TitleText></TitleElement>
              </TitleDetail>
              <NoContributor/>
            </DescriptiveDetail>
            <PublishingDetail>
              <Publisher><PublishingRole>01</PublishingRole><PublisherName>Example Press</PublisherName></Publisher>
              <PublishingDate><PublishingDateRole>01</PublishingDateRole><DateFormat>05</DateFormat><Date>2024</Date></PublishingDate>
            </PublishingDetail>
          </Product>
        </ONIXMessage>
        """;

    /// <summary>3.1, short tags: mining within limits, constraints on a chapter, notifications of all kinds.</summary>
    public const string Short31 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ONIXmessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/short">
          <header>
            <sender><x298>Example Press</x298></sender>
            <x307>20240501T1200Z</x307>
          </header>
          <product>
            <a001>x-1</a001>
            <a002>03</a002>
            <productidentifier><b221>15</b221><b244>9780142437247</b244></productidentifier>
            <descriptivedetail>
              <x314>00</x314>
              <b012>ED</b012>
              <x317>00</x317>
              <epubusageconstraint>
                <x318>11</x318>
                <x319>02</x319>
                <epubusagelimit><x320>1000</x320><x321>03</x321></epubusagelimit>
              </epubusageconstraint>
              <titledetail><b202>01</b202><titleelement><x409>01</x409><b203>Wie&#160;die &lt;Wale&gt;</b203></titleelement></titledetail>
              <contributor><b034>1</b034><b035>A01</b035><b036>Ünal Öz</b036></contributor>
              <language><b253>01</b253><b252>ger</b252></language>
            </descriptivedetail>
            <contentdetail>
              <contentitem>
                <textitem><b290>03</b290></textitem>
                <epubusageconstraint><x318>11</x318><x319>03</x319></epubusageconstraint>
                <titledetail><b202>01</b202><titleelement><x409>04</x409><b203>Kapitel 1</b203></titleelement></titledetail>
              </contentitem>
            </contentdetail>
            <publishingdetail>
              <publisher><b291>01</b291><b081>Example Press</b081></publisher>
              <publishingdate><x448>01</x448><b306 dateformat="13">20240502T1300</b306></publishingdate>
              <copyrightstatement><x512>P</x512><b087>2024</b087><copyrightowner><b047>Tonstudio</b047></copyrightowner></copyrightstatement>
              <salesrights><b089>02</b089><territory><x449>DE AT</x449></territory></salesrights>
              <x456>00</x456>
            </publishingdetail>
          </product>
          <product>
            <a001>x-2</a001>
            <a002>04</a002>
            <productidentifier><b221>15</b221><b244>9780140449334</b244></productidentifier>
            <relatedmaterial>
              <relatedproduct><x455>05</x455><productidentifier><b221>15</b221><b244>9783161484100</b244></productidentifier></relatedproduct>
            </relatedmaterial>
          </product>
          <product>
            <a001>x-3</a001>
            <a002>05</a002>
            <a199>Issued in error</a199>
            <productidentifier><b221>15</b221><b244>9783161484100</b244></productidentifier>
          </product>
        </ONIXmessage>
        """;

    /// <summary>2.1, reference names, with the document type that such messages have.</summary>
    public const string Reference21 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE ONIXMessage SYSTEM "http://www.editeur.org/onix/2.1/reference/onix-international.dtd">
        <ONIXMessage release="2.1">
          <Header>
            <FromCompany>Example Press</FromCompany>
            <SentDate>20060101</SentDate>
            <DefaultLanguageOfText>eng</DefaultLanguageOfText>
          </Header>
          <Product>
            <RecordReference>1234567890</RecordReference>
            <NotificationType>04</NotificationType>
            <ProductIdentifier><ProductIDType>02</ProductIDType><IDValue>0816016356</IDValue></ProductIdentifier>
            <ProductForm>BB</ProductForm>
            <Series>
              <SeriesIdentifier><SeriesIDType>02</SeriesIDType><IDValue>03785955</IDValue></SeriesIdentifier>
              <TitleOfSeries>Old Series</TitleOfSeries>
            </Series>
            <Title>
              <TitleType>01</TitleType>
              <TitleText>British English, A to Zed</TitleText>
              <Subtitle>A guide</Subtitle>
            </Title>
            <WorkIdentifier><WorkIDType>01</WorkIDType><IDTypeName>Example Work</IDTypeName><IDValue>77</IDValue></WorkIdentifier>
            <Contributor>
              <SequenceNumber>1</SequenceNumber>
              <ContributorRole>A01</ContributorRole>
              <PersonNameInverted>Schur, Norman W</PersonNameInverted>
            </Contributor>
            <Language><LanguageRole>01</LanguageRole><LanguageCode>fre</LanguageCode></Language>
            <Imprint><ImprintName>Facts on File</ImprintName></Imprint>
            <Publisher><PublishingRole>01</PublishingRole><PublisherName>Facts on File Publications</PublisherName></Publisher>
            <PublicationDate>1987</PublicationDate>
            <CopyrightYear>1986</CopyrightYear>
            <YearFirstPublished>1985</YearFirstPublished>
            <SalesRights><SalesRightsType>02</SalesRightsType><RightsCountry>GB IE</RightsCountry></SalesRights>
            <NotForSale><RightsTerritory>WORLD</RightsTerritory></NotForSale>
            <SalesRestriction>
              <SalesRestrictionType>04</SalesRestrictionType>
              <SalesOutlet><SalesOutletName>Corner Shop</SalesOutletName></SalesOutlet>
            </SalesRestriction>
            <RelatedProduct>
              <RelationCode>06</RelationCode>
              <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9780142437247</IDValue></ProductIdentifier>
            </RelatedProduct>
          </Product>
        </ONIXMessage>
        """;

    /// <summary>2.1, short tags, with titles and dates as elements of their own.</summary>
    public const string Short21 = """
        <ONIXmessage release="2.1">
          <header><m174>Example Press</m174><m182>20060101</m182><m184>fre</m184></header>
          <product>
            <a001>s-1</a001>
            <a002>03</a002>
            <b004>0816016356</b004>
            <b012>BB</b012>
            <b028>Le Capital</b028>
            <b029>Livre I</b029>
            <contributor><b035>A01</b035><b039>Karl</b039><b040>Marx</b040></contributor>
            <b081>Éditions Exemple</b081>
            <b003>20050300</b003>
          </product>
        </ONIXmessage>
        """;
}
