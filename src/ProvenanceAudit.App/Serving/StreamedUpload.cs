using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ProvenanceAudit.App.Pages;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Takes the one file of a form as it comes over the network; the token that shows that the form is ours stands before it.</summary>
internal static class StreamedUpload
{
    private const string TokenField = "__RequestVerificationToken";

    // Ours has some 200. Other fields before a file are a word each.
    private const int LongestToken = 4096;
    private const int MostFields = 16;

    /// <summary>Reads the form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="take">Takes the file: its content, its name, and the fields that stand before it.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>What was wrong, with the status of the answer; null when the file was taken.</returns>
    public static async Task<(int Status, string Mistake)?> ReadAsync(
        HttpContext context, Func<Stream, string, IReadOnlyDictionary<string, string>, Task> take, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return NotOurs;
        try
        {
            return await ReadAsync(context, new MultipartReader(boundary, context.Request.Body), take, cancellation);
        }
        catch (Exception e) when (e is FileTooLargeException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            long most = context.RequestServices.GetRequiredService<ServerSettings>().MaximumUploadBytes;
            return (StatusCodes.Status413PayloadTooLarge, $"The file is too large: {Amounts.OfBytes(most)} are taken at once. Split it.");
        }
        catch (InvalidDataException e)
        {
            return (StatusCodes.Status400BadRequest, $"The file was not taken: {e.Message}.");
        }
    }

    private static (int Status, string Mistake) NotOurs =>
        (StatusCodes.Status400BadRequest, "The form was not sent by this page, or is too old. Choose the file again.");

    private static async Task<(int Status, string Mistake)?> ReadAsync(
        HttpContext context, MultipartReader reader, Func<Stream, string, IReadOnlyDictionary<string, string>, Task> take, CancellationToken cancellation)
    {
        IServiceProvider services = context.RequestServices;
        bool isOurs = false;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(cancellation) is MultipartSection section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? part))
                return NotOurs;
            if (HeaderUtilities.RemoveQuotes(part.Name) == TokenField)
            {
                string header = services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
                context.Request.Headers[header] = await TokenOfAsync(section, cancellation);
                isOurs = await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
            }
            else if (part.IsFormDisposition() && fields.Count < MostFields)
            {
                fields[HeaderUtilities.RemoveQuotes(part.Name).Value ?? ""] = await TokenOfAsync(section, cancellation);
            }
            else if (part.IsFileDisposition() && isOurs)
            {
                string name = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value ?? "";
                if (name.Length == 0)
                    break;
                await take(section.Body, name, fields);
                return null;
            }
        }
        return isOurs ? (StatusCodes.Status400BadRequest, "Choose a file.") : NotOurs;
    }

    private static async Task<string> TokenOfAsync(MultipartSection section, CancellationToken cancellation)
    {
        byte[] token = new byte[LongestToken];
        int length = await section.Body.ReadAtLeastAsync(token, token.Length, throwOnEndOfStream: false, cancellation);
        return System.Text.Encoding.ASCII.GetString(token.AsSpan(0, length));
    }
}
