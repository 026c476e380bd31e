using Microsoft.Playwright;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>Goes through a page with the key Tab alone.</summary>
internal static class Keyboard
{
    // Notes each element that gets the focus, and whether it shows it.
    private const string Prepare = """
        () => {
          const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
          // Of a group of choices Tab reaches the chosen one; arrows lead to the others.
          const inGroup = e => e.type === "radio" && !e.checked && [...document.getElementsByName(e.name)].some(r => r.checked);
          const wanted = [...document.querySelectorAll(stops)]
            .filter(e => !inGroup(e))
            .filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0);
          window.wantedStops = new Set(wanted);
          window.wrongStops = new Set();
          document.activeElement?.blur();
          document.addEventListener("focusin", event => {
            const e = event.target, s = getComputedStyle(e);
            window.wantedStops.delete(e);
            if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2)
              window.wrongStops.add(`the focus is not seen on ${e.outerHTML.slice(0, 100)}`);
          });
          return wanted.length;
        }
        """;

    // A part of a page that is asked for again and again may have been replaced meanwhile.
    private const string Left = "() => [...window.wantedStops].filter(e => e.isConnected).length";

    private const string Wrong = """
        () => [...window.wrongStops, ...[...window.wantedStops].filter(e => e.isConnected).map(e => `Tab does not reach ${e.outerHTML.slice(0, 100)}`)]
        """;

    /// <summary>What Tab does not reach, or reaches without showing it.</summary>
    public static async Task<IReadOnlyList<string>> MistakesAsync(IPage page)
    {
        int left = await page.EvaluateAsync<int>(Prepare);
        // Fields for dates have several stops; the browser's own bars have one.
        for (int rounds = 0; left > 0 && rounds < 4; rounds++)
        {
            for (int i = 0; i < left + 2; i++)
                await page.Keyboard.PressAsync("Tab");
            left = await page.EvaluateAsync<int>(Left);
        }
        return await page.EvaluateAsync<string[]>(Wrong);
    }
}
