"""Rules for every publisher: what nobody wrote as part of an article, told by words and well-known widgets."""

from site_builder import tree
from site_builder.outlets.datelines import bylines, datelines
from site_builder.outlets.draft import Draft
from site_builder.outlets.lead import centred_captions, lead_image
from site_builder.outlets.related import related_after_heading, related_inline
from site_builder.outlets.steps import Step, drop, drop_lines, read_element, repeated_title, tagged

_WIDGETS = (
    "nav, .sharedaddy, .jp-relatedposts, .share-buttons, .social-share, .a2a_kit, .addthis_toolbox, .robots-nocontent, "
    ".addtoany_share_save_container, .sd-sharing, .wpcnt, [id^=atatags], "
    "share-button, share-modal, .post-share, .entry-share, .newsletter-signup"
)

_HIDDEN = ".element-invisible, .element-hidden, .screen-reader-text, .sr-only, .visually-hidden, [hidden]"

_STANDFIRSTS = ".standfirst, .article-standfirst, .t-content__chapo, .article__summary, .article-summary, .dek, .chapo"

_SHARING = (
    *("twitter.com/share", "twitter.com/intent", "x.com/intent", "facebook.com/sharer", "facebook.com/dialog"),
    *("whatsapp://send", "web.whatsapp.com", "api.whatsapp.com", "t.me/share", "telegram.me/share"),
    *("service.weibo.com/share", "linkedin.com/shareArticle", "pinterest.com/pin/create", "reddit.com/submit"),
    *("social-plugins.line.me", "line.me/R/msg", "getpocket.com/save", "mailto:?"),
)


def share_links(draft: Draft) -> None:
    """Lines that are nothing but links for sharing; in a sentence such a link stays."""
    if not any(_shares(anchor) for anchor in draft.root.css("a[href]")):  # all links at once, as most pages have none
        return
    taken: list[tree.Node] = []
    for line in draft.lines():
        shares = [anchor for anchor in line.anchors if _shares(anchor)]
        words = "".join("".join((anchor.text() or "").split()) for anchor in shares)
        if shares and len("".join(c for c in line.text if c.isalnum())) <= len(words):
            taken += line.nodes
    draft.cut("share", taken)


def _shares(anchor: tree.Node) -> bool:
    href = tree.attribute(anchor, "href")
    return any(place in href for place in _SHARING)


_ADVERTISEMENTS = ".adsbygoogle, .advertisement, .ad-container, [data-e2e=advertisement]"

BEFORE: tuple[Step, ...] = (drop("advertisement", _ADVERTISEMENTS), drop("widget", _WIDGETS), drop("hidden", _HIDDEN))
AFTER: tuple[Step, ...] = (
    datelines(),
    bylines(),
    repeated_title(),
    read_element("summary", _STANDFIRSTS),
    centred_captions(),
    lead_image(),
    related_inline(),
    related_after_heading(least=0.1),
    share_links,
    tagged(r"(?:标签|关键[词字]|tags?|tagged(?: with)?|filed under)\s*[:：]\s*(?P<tags>\S.{0,100})"),
    drop_lines(
        "share",
        r"(?:分享(?:到|至|给|本文|此文|这篇文章)?(?:微信|微博|朋友圈|Facebook|Twitter|Line)?\s*[:：]?|共享此文章\s*[:：]?|赞过\s*[:：]?"
        r"|share (?:this|on|via) ?.{0,20}|tweet|正在加载……|点击以在 ?.{1,20}上共享.*|like this:?|(?:like )?loading\.*"
        r"|(?:点赞|在看|分享|收藏|转发|评论)(?:[\s、|·]*(?:点赞|在看|分享|收藏|转发|评论))+)",
    ),
    drop_lines("advertisement", r"(?:广告|廣告|advertisement|sponsored|ADVERTISEMENT)\s*[:：]?"),
    drop_lines(
        "promo",
        r"(?:扫描?(?:下方|上方)?二维码.{0,30}|长按.{0,12}二维码.{0,20}|(?:请)?(?:下载|打开).{0,20}(?:APP|客户端|应用).{0,20}"
        r"|点击(?:这里)?(?:下载|订阅|关注).{0,30}|(?:欢迎)?(?:关注|订阅)(?:我们|本站|本台).{0,40}"
        r"|sign up for .{0,60}newsletter.{0,20}|.{0,8}(?:报料|爆料)(?:热线|电话|邮箱)?\s*[:：].{0,40})",
    ),
    drop_lines("read-more", r"(?:欢迎)?\s*点击(?:阅读|查看)(?:更多|全文|原文).{0,10}|[-—–\s]*(?:THE )?END[-—–\s]*"),
    drop_lines(
        "licence",
        r"(?:本作品|本文).{0,12}(?:采用|遵循|使用).{0,30}(?:CC|知识共享|创用).{0,60}(?:许可|授权|协议).{0,40}",
    ),
    drop_lines(
        "copyright",
        r"(?:©|\(c\)|copyright).{0,80}(?:版权|rights reserved|声明).{0,120}|(?:©|copyright ©?) ?\d{4}.{0,80}"
        r"|版权声明\s*[:：].{0,200}|(?:.{0,16}[，,。\s])?(?:版权所有|未经.{0,12}(?:许可|授权|允许).{0,30}|著作权(?:为|归).{0,20}所有)(?:转载|使用)?.{0,40}",
    ),
)
