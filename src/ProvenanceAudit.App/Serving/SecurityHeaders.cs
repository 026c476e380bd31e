namespace ProvenanceAudit.App.Serving;

/// <summary>
/// Headers by which a browser runs no script but ours, shows our pages in no other site's frame, and keeps what it was sent to itself.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, ServerSettings settings)
{
    private const string ContentPolicy = BeforeStyles + AfterStyles;

    // The dashboard of jobs draws with a library that adds one style sheet of its own to the page: that one, and no other.
    private const string DashboardPolicy = BeforeStyles + " 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='" + AfterStyles;

    private const string BeforeStyles = "default-src 'none'; script-src 'self'; style-src 'self'";

    private const string AfterStyles =
        "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Sets them before anything is sent; a page may set a policy of its own.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/admin/jobs", StringComparison.OrdinalIgnoreCase)
            ? DashboardPolicy
            : ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Pages hold what one tenant alone may see; assets set their own.
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps || settings.IsReachedByHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    }
}
