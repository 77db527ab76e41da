"""Texts that try to run, to reach outside or to break out of where they stand."""

RUN = "window.hostile && window.hostile()"

HOSTILE = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload={RUN.replace(' ', '')}>",
    f"<svg><script>{RUN}</script></svg>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<details open ontoggle={RUN.replace(' ', '')}>x</details>",
    f"]]><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"[press](javascript:{RUN.replace(' ', '')})",
    f"javascript:{RUN.replace(' ', '')}",
    "![x](https://outside.example/x.png)",
    "<link rel=stylesheet href=https://outside.example/x.css>",
    "<style>@import 'https://outside.example/x.css'</style>",
    "{{7*7}}{% raw %}${7*7}#{7*7}`${alert(1)}`",
    "{title} {0} {{}} %s %(name)s",
    '=HYPERLINK("https://outside.example","press")',
    "+1+cmd|'/c calc'!A0",
    "@SUM(1+1)",
    "$$\\href{https://outside.example}{x}$$ :material/bug_report: :red[x]",
    "\u202egnp.exe \u200b\ufeff <b>bold</b> & &lt;i&gt;",
    "a\nb\r\nc\td",
)
"""One string each; `RUN` calls what a test puts into the page to be told of it."""
