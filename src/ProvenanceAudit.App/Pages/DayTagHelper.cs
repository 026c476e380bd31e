using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ProvenanceAudit.App.Pages;

/// <summary>Shows a day: <c>&lt;day at="..." /&gt;</c> becomes a <c>time</c> element, as in <c>3 Nov 2026</c>, in UTC.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper : TagHelper
{
    /// <summary>The time; a dash is shown where there is none.</summary>
    public DateTimeOffset? At { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = At is null ? "span" : "time";
        if (At is DateTimeOffset at)
        {
            output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            output.Attributes.SetAttribute("title", at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture));
        }
        output.Content.SetContent(At?.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "–");
    }
}
