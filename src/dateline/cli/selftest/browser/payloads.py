"""What a hostile report may hold to run in the browser of whoever looks at it.

Each calls `ran()` or `alert(1)`, or asks CANARY for something, where it is not shown as text. Source: OWASP XSS Filter
Evasion Cheat Sheet; PortSwigger's list; what breaks sanitizers by mutation (mXSS).
"""

from __future__ import annotations

from typing import Final

CANARY: Final = "http://127.0.0.1:9/canary"
"""Stands for the address of a server that counts who asks."""
PAYLOADS: Final = (
    # elements that do something by themselves
    "<img src=x onerror=ran()>", "<img src=x onerror=alert(1)>", "<image src=x onerror=ran()>", f"<img src={CANARY}>",
    # scripts
    "<script>ran()</script>", "<ScRiPt>ran()</sCrIpT >", "<script>alert(1)</script>", f"<script src={CANARY}></script>",
    "<script\x0c>ran()</script>", "<script/x>ran()</script>", "</script><script>ran()</script>",
    "<script type=module>ran()</script>",
    # more elements that do
    "<svg onload=ran()>", "<svg/onload=ran()//", "<svg><script>ran()</script></svg>",
    "<svg><animate onbegin=ran() attributeName=x dur=1s>", "<body onload=ran()>", "<details open ontoggle=ran()>",
    "<input autofocus onfocus=ran()>", "<video><source onerror=ran()></video>", "<style onload=ran()></style>",
    f"<style>@import '{CANARY}';</style>", f"<link rel=stylesheet href={CANARY}>", "<marquee onstart=ran()>",
    "<iframe src='javascript:parent.ran()'></iframe>", '<iframe srcdoc="<script>parent.ran()</script>"></iframe>',
    f"<iframe src={CANARY}></iframe>", f"<object data={CANARY}></object>", f"<embed src={CANARY}>",
    f"<meta http-equiv=refresh content='0;url={CANARY}'>", f"<base href='{CANARY}/'><img src=x>",
    "<form action='javascript:ran()'><button autofocus onfocus=ran()>x</button></form>",
    # out of an attribute
    '"><script>ran()</script>', "'><script>ran()</script>", '" onmouseover="ran()" x="', "' onmouseover='ran()' x='",
    '" autofocus onfocus=ran() tabindex=1 x="', '"><img src=x onerror=ran()>', "` onmouseover=ran() x=`",
    "&quot; onmouseover=&quot;ran()",
    # out of an element or a comment
    "</title><script>ran()</script>", "</textarea><script>ran()</script>", "</style><script>ran()</script>",
    "--><script>ran()</script>", "]]><script>ran()</script>", "<!--><script>ran()</script>",
    "</details></q></mark></td></table><script>ran()</script>",
    # addresses
    "javascript:ran()", "JaVaScRiPt:ran()", "java\tscript:ran()", "\x01javascript:ran()", " javascript:ran()",
    "javascript://x/%0Aran()", "javascript&colon;ran()", "data:text/html,<script>ran()</script>", "vbscript:ran()",
    CANARY.removeprefix("http:"), "http://x\" onclick=\"ran()", "https://x'><script>ran()</script>",
    '<a href="javascript:ran()">x</a>', '<a href="&#x6A;avascript:ran()">x</a>',
    # Unicode
    "\uff1cscript\uff1eran()\uff1c/script\uff1e", "\u202e<script>ran()</script>\u202c", "<\u200bscript>ran()</script>",
    "\u2028<img src=x onerror=ran()>", "+ADw-script+AD4-ran()+ADw-/script+AD4-", "<script>ran()</script\u00a0>",
    # Entities and encodings that are undone once too often
    "&lt;script&gt;ran()&lt;/script&gt;", "&amp;lt;img src=x onerror=ran()&amp;gt;", "%3Cscript%3Eran()%3C/script%3E",
    "&#60;script&#62;ran()&#60;/script&#62;", "\\u003cscript\\u003eran()\\u003c/script\\u003e", "\\x3cscript\\x3eran()",
    # Templates, and strings of scripts
    "{{ ran() }}", "{% raw %}{{ 7*7 }}", "${ran()}", "#{ran()}", "<%= ran() %>", '";ran();//', "';ran();//",
    "`;ran();//",
    "{{constructor.constructor('ran()')()}}", "</script><!--{{x}}--><script>ran()</script>",
    # What another parser makes of it (mXSS)
    "<noscript><p title='</noscript><img src=x onerror=ran()>'>", "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=ran()&gt;'>", "<svg></p><style><a id='</style><img src=x onerror=ran()>'>",
    "<template><script>ran()</script></template>", "<select><iframe></select><img src=x onerror=ran()>",
    "<table><td background=javascript:ran()><tr><script>ran()</script>",
    "<xmp><p title='</xmp><img src=x onerror=ran()>'>",
    "<listing>&lt;img src=x onerror=ran()&gt;</listing>", "<math><mi xlink:href='javascript:ran()'>x",
    "<plaintext><img src=x onerror=ran()>", "<img src='1' onerror='ran()' <", "<img \"\"\"><script>ran()</script>\">",
)  # fmt: skip
