using Microsoft.Playwright;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>Goes through a page with the key Tab alone.</summary>
internal static class Keyboard
{
    // Marks what can be reached, and says how the element that has the focus shows it.
    private const string Mark = """
        () => {
          const wanted = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
            .filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0);
          wanted.forEach((e, i) => e.dataset.stop = i);
          document.activeElement?.blur();
          return wanted.length;
        }
        """;

    private const string Here = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const s = getComputedStyle(e);
          const shown = (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
          return `${e.dataset.stop ?? ""}|${shown}|${e.outerHTML.slice(0, 100)}`;
        }
        """;

    /// <summary>What Tab does not reach, or reaches without showing it.</summary>
    public static async Task<IReadOnlyList<string>> UnreachedAsync(IPage page)
    {
        int wanted = await page.EvaluateAsync<int>(Mark);
        var reached = new HashSet<string>();
        var wrong = new List<string>();
        // A field for dates has three stops.
        for (int presses = 0; reached.Count < wanted && presses < 2 * wanted + 20; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>(Here) is not string here)
                continue;
            string[] parts = here.Split('|', 3);
            if (parts[0].Length > 0)
                reached.Add(parts[0]);
            if (parts[1] != "true")
                wrong.Add($"focus is not seen on {parts[2]}");
        }
        if (reached.Count < wanted)
            wrong.Add($"Tab reaches {reached.Count} of {wanted}");
        return [.. wrong.Distinct()];
    }
}
