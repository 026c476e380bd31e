using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>Keeps the framework from reading a page's form, which would buffer a file of many gigabytes before the page sees it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StreamedFormAttribute : Attribute, IResourceFilter
{
    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        BodyLimit.Raise(context.HttpContext);
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
