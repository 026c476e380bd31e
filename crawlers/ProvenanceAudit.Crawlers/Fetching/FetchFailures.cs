using System.Net.Sockets;
using System.Security.Authentication;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>Says in one sentence why there was no answer.</summary>
internal static class FetchFailures
{
    public static (FetchFailure Failure, string Reason) Of(Exception error)
    {
        foreach (Exception cause in Causes(error))
        {
            switch (cause)
            {
                case AddressNotAllowedException notAllowed:
                    return (FetchFailure.ForbiddenAddress, notAllowed.Message);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return (FetchFailure.UnknownHost, "the host's name is not known");
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return (FetchFailure.Connection, "the host refused the connection");
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return (FetchFailure.Timeout, "the host did not take the connection in time");
                case AuthenticationException:
                    return (FetchFailure.Connection, "the connection could not be encrypted: the certificate is not valid for this host");
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return (FetchFailure.Protocol, "the headers are too long");
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return (FetchFailure.Protocol, "the answer is not HTTP");
            }
        }
        return (FetchFailure.Connection, "the connection broke off before an answer came");
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
