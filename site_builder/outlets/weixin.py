"""微信公众号 (mp.weixin.qq.com): account and day stand above the text, asking for clicks below it."""

from site_builder.outlets.datelines import datelines
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.steps import drop, drop_lines, read_element

OUTLET = Outlet(
    "weixin",
    (
        read_element("published", "#publish_time"),
        read_element("contributors", "#js_name, .profile_nickname"),
        drop("page-furniture", "#js_profile_qrcode, .qr_code_pc, #js_pc_qr_code, .reward_area, #js_tags"),
        drop_lines("page-furniture", r"原创|收录于.{0,20}|阅读原文|微信扫一扫.{0,20}|轻触阅读原文|预览时标签不可点"),
        datelines(),
    ),
)
