using System.Buffers;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Phrases that stand about articles rather than in them.</summary>
internal static class BoilerplatePhrases
{
    // Nobody's article is in doubt for a phrase in the middle of a long paragraph.
    private const int LongestText = 400;

    private static readonly SearchValues<string> Phrases = SearchValues.Create(
    [
        "read more", "read also", "also read", "related:", "see also", "click here", "sign up", "subscribe", "newsletter", "follow us", "follow me", "all rights reserved",
        "advertisement", "cookie", "privacy policy", "terms of", "log in", "share this", "share on", "leave a comment", "leave a reply", "post a comment", "comments", "photo:", "image:",
        "picture:", "getty images", "file photo", "copyright", "download the app", "like us", "on facebook", "on twitter", "@", "http://", "https://", "continue reading",
        "story continues", "contributed to this report", "recommended", "most popular", "trending", "you may like", "you might", "more from", "more:", "more on", "watch:", "video:", "read:",
        "tags:", "filed under", "published", "updated", "last modified", "posted", "written by", "by ", "source:", "credit:", "via ", "sponsored", "affiliate",
        "mehr zum thema", "lesen sie", "anzeige", "kommentare", "weiterlesen", "teilen", "alle rechte", "datenschutz", "foto:", "quelle:", "abonnieren",
        "lire aussi", "à lire", "partager", "commentaires", "abonnez", "tous droits", "crédit photo", "lire la suite",
        "leer más", "lea también", "le puede interesar", "compartir", "comentarios", "suscr", "todos los derechos", "síguenos",
        "leia mais", "leia também", "veja também", "saiba mais", "compartilh", "comentários", "todos os direitos", "inscreva", "siga",
        "leggi anche", "condividi", "commenti", "iscriviti", "lees ook", "lees meer", "reacties", "baca juga", "komentar", "bagikan",
        "читайте также", "подпис", "комментари", "поделиться", "смотрите также", "czytaj także", "czytaj też", "komentarze", "udostępnij",
        "関連記事", "シェア", "コメント", "続きを読む", "この記事", "相关阅读", "评论", "分享", "责任编辑", "来源", "관련기사", "댓글", "무단전재", "اقرأ", "شارك", "تعليق",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>How many stand in a text, up to three.</summary>
    public static int Count(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan(0, Math.Min(text.Length, LongestText));
        int count = 0;
        while (count < 3 && rest.IndexOfAny(Phrases) is >= 0 and int at)
        {
            count++;
            rest = rest[Math.Min(rest.Length, at + 2)..];
        }
        return count;
    }
}
