namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>What the model knows of a block. The order is that of the model's file; new ones go to the end.</summary>
internal enum BlockFeature
{
    Words, LettersPerWord, LinkDensity, Links, StopWords, MarksPerWord, EndsSentence, Capitals, Digits, Emphasis, BoilerplateWords,
    BeginsWithCapital, HasCopyright, TitleShare, TitleCover, DescriptionShare, StatedShare, Duplicates, Lines,
    IsParagraph, HeadingLevel, IsItem, IsCell, IsQuote, IsPreformatted, IsDivision,
    Depth, RelativeDepth,
    NearNavigation, NearHeader, NearFooter, NearAside, NearComments, NearShare, NearRelated, NearAdvert, NearNewsletter, NearConsent,
    NearCaption, NearByline, NearTags, NearHidden, NearForm, NearWidget, NearBiography, NearEmbed, NearHeading, NearSummary, NearArticle,
    NearBody, NearArticleBody, NearList, NearTable, NearQuote, NearPaywall,
    InRoot, DepthInRoot, LevelsUpToMeeting, LevelsDownFromMeeting, BranchWords, BranchProseShare, BranchLinkDensity, BranchBlocks, BranchIsBeforeMain,
    ParentWords, ParentLinkDensity, ParentBlocks, ParentProseShare, GrandparentLinkDensity, GrandparentProseShare,
    TwinCount, TwinMeanWords, TwinProseShare, TwinLinkDensity,
    Place, BlocksAfterFirstProse, BlocksAfterLastProse, ProseShareBefore,
    BeforeWords, BeforeLinkDensity, BeforeIsHeading, BeforeSameParent, Before2Words, Before2LinkDensity,
    AfterWords, AfterLinkDensity, AfterIsHeading, AfterSameParent, After2Words, After2LinkDensity,
    ProseAround, LinksAround, ProseToNextHeading,
    PageProseWords, PageBlocks, RootProseShare, MainProseShare, PageHasStatedText, PageHasArticle, PageHasArticleBody, PageLinkDensity,
    HeadingsBefore, WordsSinceProse, WordsUntilProse, HintsBetween, InlineByline, InlineNegative, Unspaced,
}
