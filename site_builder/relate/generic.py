"""Words that say nothing about a topic though they are nouns, and English words that say nothing at all.

Counted as the commonest nouns of some 2,500 news reports, opinion pieces and long articles, then chosen by hand.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CHINESE = _words("""
对华 组团 全民 当庭 致人 团体 货物 成份 成分 标签 页面 按钮 热点 上线 教师 技能 非政府 计提 升幅 商行 对外
上午 下午 晚间 昨晚 今晚 夜间 现年 时报 通讯员 主持人 视觉中国 公众号 微信公众号 客户端 二维码 版权 声明
问题 国家 情况 时间 公司 社会 媒体 政府 无法 世界 方式 时候 人们 结果 信息 地方 原因 网络 方面 新闻 消息 事件 记者
经济 关系 部分 数据 能力 企业 市场 全球 个人 人员 政治 过程 内容 部门 事情 技术 计划 大家 机构 大量 政策 基本 国际
地区 时代 历史 目标 利用 评论 产生 东西 机会 法律 全国 系统 官方 网友 视频 平台 程度 环境 报告 数字 规定 风险 朋友
代表 产品 价值 领域 范围 人士 公众 中心 城市 经历 方法 事实 小时 大学 目的 现实 压力 利益 社交 全部 文章 全面 建议
总统 身份 权力 基础 学校 办法 官员 项目 感觉 证明 实际 领导 联系 措施 意义 行业 手段 标准 网站 家庭 用户 关键 记录
普通 意识 声明 公民 理由 态度 民众 人民 工具 力量 业务 规模 人类 令人 传统 文化 团队 距离 成本 模式 名字 作者 手机
故事 集团 专家 价格 科技 来源 证据 资金 老师 数量 责任 状态 背景 意见 重点 会议 条件 错误 制度 观点 电话 空间 规则
家人 成员 形式 精神 声音 水平 权利 程序 照片 世纪 阶段 因素 核心 经验 现场 任务 双方 战略 情绪 委员会 商业 办公室
负责人 编辑 地位 群体 员工 教授 时期 协议 后者 细节 客户 文件 主席 命运 现象 遭遇 有点 立场 外国 角度 能量 思想 专业
高度 月份 想象 专门 机制 例子 方向 父亲 公平 优势 功能 社区 案例 父母 整体 话题 意思 危机 争议 警告 状况 工作人员
体系 对方 集体 方案 资料 理论 道德 声称 原则 女儿 图片 人生 可能性 概念 人群 资本 当局 舆论 比例 层面 心理 结构 角色
明白 对象 单位 原本 人数 费用 全世界 大陆 首席 区域 逻辑 趋势 人物 速度 学者 答案 证实 效果 有所 中央 关心 利润 道路
消失 儿子 样子 有限公司 损失 曝光 职业 典型 巨头 网民 外界 身体 语言 家长 后果 和平 形象 规范 同学 时刻 框架 读者
定义 毕业 贡献 渠道 材料 策略 日子 主题 结论 合法 性质 体制 年轻人 大众 土地 对话 同事 基本上 表面 万人 代价 私人
群众 媒体报道 品牌 影响力 评价 类型 上市 居民 编者按 理想 母亲 旗下 习惯 体验 工程 两人 我会 资格 名义 成绩 极端 行政
质量 回家 交流 区别 决策 名单 总结 文字 规划 档案 关联 多人 指导 金额 总部 妻子 通报 内心 势力 事业 困境 信心 印象
定位 公正 主张 记忆 版本 效应 本质 高层 妈妈 董事长 局面 先生 女士 部署 力度 总裁 老板 英雄 指标 依法 前提 底层 辩论
当事人 兴趣 地点 为例 作品 讲话 发布会 表态 研究所 事务 民间 差异 理性 女孩 道理 危害 顾问 主体 条款 人为 实力 实体
报纸 流程 意愿 地址 男子 车辆 年龄 市民 工人 信号 读书 协会 家属 学院 人才 链接 义务 口号 竞争对手 文明 形容 特征
客观 电子 秩序 眼睛 人家 效率 两者 致力于 理念 标志 共识 替代 主管 参与者 一事 部长 杂志 帖子 转型 年度 中文 英文
场景 局势 真话 动力 总体 小组 前景 花费 上学 设施 知情 风格 明星 成果 特点 议题 姓名 动作 标题 权威 事物 形势 迹象
负面 节目 常态 应用程序 研究员 权益 指向 待遇 期间 段时间 编者 网址 本文 原文 全文 译文 作家 学生 孩子 上台 深度 广度
长度 维度 普及 波及 入口 上门 新鲜 美丽 加盟 长大 回国 嘉宾 大国 中断 大城市 城镇 伦理 赞美 青春 神圣 爱国 福利 安宁
契约 安全性 严重性 可行性 申请人 公开信 许可证 麦克风 金字塔 多达 诸如 高昂 明智 陈述 权衡 容纳 古老 宝贵 光荣 荣誉
言语 二人 张贴 查明 修正 负责 有关 相关 影响 情形 议员 发言人 总理 首相 国会 会谈 会晤 峰会 访问 上述 人次 日电 讯息
资讯 部分内容 有效 加密 上周 今天 代表团 部长级 领导人 高级官员 政府官员 双边 多边 各方 双边关系 国家元首 元首 外媒
港媒 台媒 美媒 陆媒 社论 快讯 图为 资料图 视觉 供图 摄影 公告 发文 财务会计 吸引力 负面影响
教室 创始人 从业者 南北 机器 单调 晚饭 聚会 账号 商家 念头 有权 所在地 行径 高管
原告 被告 被告人 人民法院 公安机关 嫌疑人 线索 个别 例行记者会 主持例行记者会 大校 主人 中年人 安全局
双方同意 论文 类物质 红星 块钱 女子 名下 差点 业内人士 资质 选项 列表
史密斯 约翰逊 布朗 威廉姆斯 琼斯 米勒 戴维斯 安德森 泰勒 汤普森 马丁 约翰 迈克尔 罗伯特 詹姆斯 威廉 玛丽 彼得 保罗
乔治 亚当斯 理查德 查尔斯 托马斯 丹尼尔 安德鲁 史蒂夫 史蒂文 麦克 亚历山大 凯文 克里斯 杰克逊 威尔逊 罗宾逊
""")

ENGLISH = _words("""
the of and by related in to for on is at that it with from be are was were this these those his her its their our
your my we you they he she who whom whose what which when where why how not no nor or but if then than as an all any
some more most many much few each other others another such only own same so too very can could will would shall
should may might must do does did done has have had having been being am into about after again against before
between both during below above over under until while since there here out off down up now new old one two three
first last next also just even still back well way because through per via according say says said told tell asked
ask called call make made making take took taken get got give given go goes going went come came see seen saw know
known use used using day days week weeks month months year years time times today yesterday monday tuesday wednesday
thursday friday saturday sunday january february march april june july august september october november december
people person man men woman women world country countries government state states united national international
company companies news media photo photos photograph image images video read reading article articles report reports
reported reporter published publish editor copyright rights reserved http https www com org net html inc ltd co group
part end start good great high low long large small number including include includes however like around among
within without across toward towards official officials president minister spokesman spokeswoman statement meeting
set move moved issue issues early late several chinese american british european russian itself themselves himself
herself cited received main least whole really quite less agreement agreements action actions effort efforts law
order rule rules plan plans place places point points question questions problem problems member members public
general special work working worked help helped need needs want wants become became show shows showed think thought
look looked find found leave left put turn deal deals talk talks calls case cases line lines side sides kind kinds
sort fact facts thing things something anything nothing everything everyone someone different important possible
likely certain recent current former major top key full real true open close big little young best better worst local
foreign federal central further additional total average various similar together always never often ever already
almost nearly china america illicit senators
""")
